// SPDX-License-Identifier: Apache-2.0
import { base64, SAMPLE_RATE } from "../audio/pcm";
import type { Word } from "../transcript/transcript";
import type { Connection } from "./connection";
import type { TranscriptionOptions } from "./transcriptions";

/** Is told the events of a realtime session. Times are seconds from the first sample sent. */
export interface RealtimeListener {
  /** The session accepts audio. */
  ready(): void;
  /** The text since the last final one; it may still change. */
  partial(text: string): void;
  /** Text that will not change. */
  final(words: readonly Word[], text: string): void;
  /** The last event. `code` is the service's code, network, or finished. */
  closed(code: string): void;
}

interface ServerEvent {
  readonly type: string;
  readonly item_id?: string;
  readonly delta?: string;
  readonly text?: string;
  readonly transcript?: string;
  readonly words?: readonly { word: string; start: number; end: number; confidence?: number }[];
  readonly error?: { readonly code?: string };
}

const TRANSCRIPTION = "conversation.item.input_audio_transcription.";
/** The error of a commit when only silence is left. */
const NOTHING_LEFT = "input_audio_buffer_commit_empty";

/** The session that this page asks for: turns found by the service, partial text, words. */
export function sessionUpdate(options: TranscriptionOptions): object {
  return {
    type: "session.update",
    session: {
      type: "transcription",
      audio: {
        input: {
          format: { type: "audio/pcm", rate: SAMPLE_RATE },
          transcription: {
            model: options.model,
            ...(options.hotWords.length === 0 ? {} : { keywords: options.hotWords }),
          },
          turn_detection: { type: "server_vad" },
        },
      },
      nghe: { partials: true, words: true },
    },
  };
}

/** One WebSocket session, opened by the constructor. */
export class RealtimeSession {
  private readonly socket: WebSocket;
  /** The deltas so far of items that are not completed, by item id. */
  private readonly told = new Map<string, string>();
  private isReady = false;
  private isFinishing = false;
  private isClosed = false;
  private fault = "network";

  constructor(
    connection: Connection,
    private readonly options: TranscriptionOptions,
    private readonly listener: RealtimeListener,
  ) {
    const address = new URL("/v1/realtime?intent=transcription", connection.server);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const protocols = ["realtime"];
    if (connection.key !== "") {
      protocols.push(`openai-insecure-api-key.${connection.key}`);
    }
    this.socket = new WebSocket(address, protocols);
    this.socket.onmessage = (message) => this.receive(message.data as string);
    this.socket.onclose = () => this.end(this.fault);
  }

  /** Bytes in the send buffer. */
  get backlog(): number {
    return this.socket.bufferedAmount;
  }

  /** Sends audio; only after the session is ready. */
  append(samples: Int16Array): void {
    this.send({ type: "input_audio_buffer.append", audio: base64(samples) });
  }

  /**
   * Asks for the text of the audio sent. The buffer is cleared afterwards only because the answer
   * to it comes after all text: no other event marks the end.
   */
  finish(): void {
    this.isFinishing = true;
    this.send({ type: "input_audio_buffer.commit" });
    this.send({ type: "input_audio_buffer.clear" });
  }

  /** Ends the session without waiting for anything. */
  close(): void {
    this.isClosed = true;
    this.socket.close();
  }

  private send(event: object): void {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(event));
    }
  }

  private receive(data: string): void {
    if (this.isClosed) {
      return;
    }
    const event = JSON.parse(data) as ServerEvent;
    const item = event.item_id ?? "";
    switch (event.type) {
      case "session.created":
        this.send(sessionUpdate(this.options));
        break;
      case "session.updated":
        if (!this.isReady) {
          this.isReady = true;
          this.listener.ready();
        }
        break;
      case `${TRANSCRIPTION}delta`:
        this.told.set(item, (this.told.get(item) ?? "") + (event.delta ?? ""));
        this.listener.partial(this.told.get(item) ?? "");
        break;
      case "nghe.input_audio_transcription.partial":
        this.listener.partial(joined(this.told.get(item) ?? "", event.text ?? ""));
        break;
      case `${TRANSCRIPTION}completed`:
        this.told.delete(item);
        this.listener.final(
          (event.words ?? []).map(({ word, ...place }) => ({ text: word, ...place })),
          event.transcript ?? "",
        );
        break;
      case "input_audio_buffer.cleared":
        if (this.isFinishing) {
          this.end("finished");
          this.socket.close(1000);
        }
        break;
      case "error":
        this.failed(event.error?.code ?? "unexpected");
        break;
    }
  }

  private failed(code: string): void {
    if (code === NOTHING_LEFT) {
      return;
    }
    this.fault = code;
    // Before the session is ready, an error means that session.update was refused.
    if (!this.isReady) {
      this.end(code);
      this.socket.close();
    }
  }

  private end(code: string): void {
    if (!this.isClosed) {
      this.isClosed = true;
      this.listener.closed(code);
    }
  }
}

function joined(certain: string, changing: string): string {
  return [certain, changing].filter((text) => text !== "").join(" ");
}
