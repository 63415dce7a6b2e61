// SPDX-License-Identifier: Apache-2.0
import { segmentsOf, type Transcript, type Word } from "../transcript/transcript";
import { errorOf, ServiceError } from "./errors";

/** The progress of the recognition of a recording. */
export interface Recognised {
  /** Seconds recognised so far, and the length of the recording if the service knows it. */
  readonly seconds: number;
  readonly duration?: number;
  /** All text so far. */
  readonly text: string;
}

interface TimedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly confidence?: number;
}

interface TranscriptEvent {
  readonly type: string;
  readonly delta?: string;
  readonly words?: readonly TimedWord[];
  readonly progress?: { readonly seconds: number; readonly duration?: number };
  readonly usage?: { readonly seconds: number };
}

const DATA = "data: ";
const END = "\n\n";

/** Reads the server-sent events of a streamed transcript. */
export class TranscriptEvents {
  private read = 0;
  private text = "";
  private readonly words: Word[] = [];
  private duration: number | undefined;

  constructor(
    private readonly model: string,
    private readonly heard: (heard: Recognised) => void,
  ) {}

  /**
   * Reads new events.
   *
   * @param body everything received so far, from its beginning
   * @throws ServiceError if one of them is an error
   */
  take(body: string): void {
    for (let end = body.indexOf(END, this.read); end >= 0; end = body.indexOf(END, this.read)) {
      const event = body.slice(this.read, end);
      this.read = end + END.length;
      if (event.startsWith(DATA)) {
        this.accept(event.slice(DATA.length));
      }
    }
  }

  /**
   * The complete transcript.
   *
   * @throws ServiceError if the stream ended before it
   */
  transcript(): Transcript {
    if (this.duration === undefined) {
      throw new ServiceError("network", 0);
    }
    const { duration, model } = this;
    return { segments: segmentsOf(this.words), duration, language: "vi", model };
  }

  private accept(data: string): void {
    const event = JSON.parse(data) as TranscriptEvent;
    switch (event.type) {
      case "transcript.text.delta":
        this.text += event.delta ?? "";
        for (const { word, ...place } of event.words ?? []) {
          this.words.push({ text: word, ...place });
        }
        if (event.progress) {
          this.heard({ ...event.progress, text: this.text });
        }
        break;
      case "transcript.text.done":
        this.duration = event.usage?.seconds ?? 0;
        break;
      case "error":
        throw errorOf(0, data, null);
    }
  }
}
