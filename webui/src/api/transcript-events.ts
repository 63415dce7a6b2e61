// SPDX-License-Identifier: Apache-2.0
import { segmentsOf, type Transcript, type Word } from "../transcript/transcript";
import { errorOf, ServiceError } from "./errors";

/** How far the recognition of a recording has come. */
export interface Heard {
  /** Seconds of the recording that are behind, and its length where the service tells. */
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

/** Reads the events by which the service sends a transcript while it grows. */
export class TranscriptEvents {
  private read = 0;
  private text = "";
  private readonly words: Word[] = [];
  private duration: number | undefined;

  constructor(
    private readonly model: string,
    private readonly heard: (heard: Heard) => void,
  ) {}

  /**
   * Takes what has come.
   *
   * @param body all of it, from its beginning
   * @throws ServiceError if the service tells of one
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
   * The whole.
   *
   * @throws ServiceError if the stream broke off before it
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
