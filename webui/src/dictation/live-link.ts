// SPDX-License-Identifier: Apache-2.0
import type { Connection } from "../api/connection";
import { type RealtimeListener, RealtimeSession } from "../api/realtime";
import type { TranscriptionOptions } from "../api/transcriptions";
import { SAMPLE_RATE } from "../audio/pcm";
import type { Word } from "../transcript/transcript";

/** The state of the connection; none is final. */
export type LinkState = "connecting" | "live" | "lost" | "none";

export interface LinkListener {
  state(state: LinkState): void;
  partial(text: string): void;
  final(words: readonly Word[]): void;
}

/** Milliseconds before each attempt to reconnect; the last one repeats. */
const WAITS = [500, 1000, 2000, 5000];
/** Samples in a message: half a second, so that a backlog is sent quickly. */
const BLOCK = SAMPLE_RATE / 2;
/** Bytes in the send buffer above which nothing is added to it. */
const MOST_BACKLOG = 1 << 20;
/** Milliseconds to wait for the last text after the end. */
const FINISH = 20_000;

/** Codes after which another attempt would fail as well. */
const PERMANENT = new Set([
  "invalid_api_key",
  "insufficient_scope",
  "insufficient_quota",
  "model_not_found",
  "unsupported_value",
  "unknown_parameter",
  "invalid_value",
]);

/**
 * Streams a recording to the service and reconnects when a connection breaks. All samples are kept;
 * after a reconnect those without final text are sent again.
 */
export class LiveLink {
  private session: RealtimeSession | undefined;
  private readonly sound: Int16Array[] = [];
  /** Counted from the start of the recording: samples kept, sent, and at which the session began. */
  private total = 0;
  private sent = 0;
  private base = 0;
  /** Samples up to which the text is final. */
  private finalised = 0;
  private isLive = false;
  private wasLive = false;
  private isEnding = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ended: ((isWhole: boolean) => void) | undefined;
  private end: { code: string } | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly options: TranscriptionOptions,
    private readonly listener: LinkListener,
  ) {
    this.connect();
  }

  /** All samples so far. */
  get chunks(): readonly Int16Array[] {
    return this.sound;
  }

  get seconds(): number {
    return this.total / SAMPLE_RATE;
  }

  /** The code of the error that ended live text for good, if one did. */
  get fault(): string | undefined {
    return this.end?.code;
  }

  append(samples: Int16Array): void {
    this.sound.push(samples);
    this.total += samples.length;
    this.flush(false);
  }

  /** Reconnects now instead of waiting. */
  retry(): void {
    if (this.timer !== undefined && !this.isEnding) {
      clearTimeout(this.timer);
      this.connect();
    }
  }

  /**
   * Ends the recording.
   *
   * @return whether its text is complete; if not, it has to be sent as a file
   */
  finish(): Promise<boolean> {
    this.isEnding = true;
    if (!this.isLive) {
      this.stop();
      return Promise.resolve(false);
    }
    return new Promise((resolve) => {
      this.ended = resolve;
      this.timer = setTimeout(() => this.settle(false), FINISH);
      this.flush(true);
      this.session?.finish();
    });
  }

  /** Closes the connection; the listener is not called again. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isEnding = true;
    this.isLive = false;
    this.session?.close();
  }

  private connect(): void {
    this.timer = undefined;
    this.base = this.finalised;
    this.sent = this.finalised;
    this.listener.state(this.wasLive ? "lost" : "connecting");
    this.session = this.open({
      ready: () => {
        this.isLive = true;
        this.wasLive = true;
        this.failures = 0;
        this.listener.state("live");
        this.flush(false);
      },
      partial: (text) => this.listener.partial(text),
      final: (words) => this.accept(words),
      closed: (code) => this.closed(code),
    });
    if (!this.session) {
      this.closed("network");
    }
  }

  /** Undefined for a key with characters that a subprotocol cannot have; a header can have them. */
  private open(listener: RealtimeListener): RealtimeSession | undefined {
    try {
      return new RealtimeSession(this.connection, this.options, listener);
    } catch {
      return undefined;
    }
  }

  private accept(words: readonly Word[]): void {
    const offset = this.base / SAMPLE_RATE;
    const placed = words.map((word) => ({
      ...word,
      start: word.start + offset,
      end: word.end + offset,
    }));
    const last = placed.at(-1);
    if (last) {
      this.finalised = Math.max(this.finalised, Math.round(last.end * SAMPLE_RATE));
      this.listener.partial("");
      this.listener.final(placed);
    }
  }

  private closed(code: string): void {
    this.isLive = false;
    if (this.isEnding) {
      this.settle(code === "finished");
      return;
    }
    this.listener.partial("");
    // A first connection that fails twice will not succeed: a proxy may not support WebSockets.
    if (PERMANENT.has(code) || (!this.wasLive && this.failures >= 1)) {
      this.end = { code };
      this.listener.state("none");
      return;
    }
    this.listener.state(this.wasLive ? "lost" : "connecting");
    const wait = WAITS[Math.min(this.failures++, WAITS.length - 1)];
    this.timer = setTimeout(() => this.connect(), wait);
  }

  private settle(isWhole: boolean): void {
    clearTimeout(this.timer);
    this.ended?.(isWhole);
    this.ended = undefined;
    this.session?.close();
  }

  /** Sends waiting samples in blocks; a short block only if it is the last. */
  private flush(isLast: boolean): void {
    if (!this.session || !this.isLive) {
      return;
    }
    const least = isLast ? 1 : BLOCK / 5;
    while (this.total - this.sent >= least && (isLast || this.session.backlog < MOST_BACKLOG)) {
      const block = slice(this.sound, this.sent, Math.min(this.total, this.sent + BLOCK));
      this.session.append(block);
      this.sent += block.length;
    }
  }
}

/** The samples from one index to another of consecutive chunks. */
export function slice(chunks: readonly Int16Array[], from: number, to: number): Int16Array {
  const out = new Int16Array(to - from);
  // Callers nearly always want the end, so search backwards.
  let end = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  for (let at = chunks.length - 1; at >= 0 && end > from; at--) {
    const chunk = chunks[at] ?? new Int16Array();
    const start = end - chunk.length;
    if (start < to) {
      const part = chunk.subarray(Math.max(0, from - start), Math.min(chunk.length, to - start));
      out.set(part, Math.max(0, start - from));
    }
    end = start;
  }
  return out;
}
