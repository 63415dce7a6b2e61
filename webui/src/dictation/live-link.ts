// SPDX-License-Identifier: Apache-2.0
import { type RealtimeListener, RealtimeSession } from "../api/realtime";
import type { Connection, Wishes } from "../api/transcriptions";
import { SAMPLE_RATE } from "../audio/pcm";
import type { Word } from "../transcript/transcript";

/** Where the way to the service is. */
export type LinkState = "connecting" | "live" | "lost" | "none";

export interface LinkListener {
  state(state: LinkState): void;
  partial(text: string): void;
  final(words: readonly Word[]): void;
}

/** Milliseconds between attempts to connect again; the last one repeats. */
const WAITS = [500, 1000, 2000, 5000];
/** Sound in one message: half a second, so that a backlog is made up for quickly. */
const BLOCK = SAMPLE_RATE / 2;
/** Bytes on their way, beyond which sound waits here. */
const MOST_BACKLOG = 1 << 20;
/** Milliseconds until the service must have told the rest after the end. */
const FINISH = 20_000;

/** Codes after which another attempt would end the same. */
const HOPELESS = new Set([
  "invalid_api_key",
  "insufficient_scope",
  "insufficient_quota",
  "model_not_found",
  "unsupported_value",
  "unknown_parameter",
  "invalid_value",
]);

/**
 * Keeps the service listening to a recording across connections that break. All sound stays here,
 * and what no certain text was told of is sent again.
 */
export class LiveLink {
  private session: RealtimeSession | undefined;
  private readonly sound: Int16Array[] = [];
  /** Samples in `sound`, samples sent in this session, and where this session began. */
  private total = 0;
  private sent = 0;
  private base = 0;
  /** Samples up to which the text is certain. */
  private certain = 0;
  private isLive = false;
  private wasLive = false;
  private isEnding = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ended: ((isWhole: boolean) => void) | undefined;
  private end: { code: string } | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly wishes: Wishes,
    private readonly listener: LinkListener,
  ) {
    this.connect();
  }

  /** All sound so far. */
  get chunks(): readonly Int16Array[] {
    return this.sound;
  }

  get seconds(): number {
    return this.total / SAMPLE_RATE;
  }

  /** Why there will be no live text, if there will not. */
  get fault(): string | undefined {
    return this.end?.code;
  }

  append(samples: Int16Array): void {
    this.sound.push(samples);
    this.total += samples.length;
    this.flush(false);
  }

  /** Connects at once where it would have waited: the network is back. */
  retry(): void {
    if (this.timer !== undefined && !this.isEnding) {
      clearTimeout(this.timer);
      this.connect();
    }
  }

  /**
   * Ends the recording.
   *
   * @return whether the text of all of it was told; else it has to be sent as a file
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

  /** Ends everything; no more is told. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isEnding = true;
    this.isLive = false;
    this.session?.close();
  }

  private connect(): void {
    this.timer = undefined;
    this.base = this.certain;
    this.sent = this.certain;
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

  /** A key with signs that a subprotocol cannot have opens no session; a request may carry it. */
  private open(listener: RealtimeListener): RealtimeSession | undefined {
    try {
      return new RealtimeSession(this.connection, this.wishes, listener);
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
      this.certain = Math.max(this.certain, Math.round(last.end * SAMPLE_RATE));
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
    // Who was never let in will not be: the service is older, or a proxy knows no WebSockets.
    if (HOPELESS.has(code) || (!this.wasLive && this.failures >= 1)) {
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

  /** Sends what is not sent. A whole block at a time, unless it is the last. */
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

/** Samples from one place to another in chunks that follow each other. */
export function slice(chunks: readonly Int16Array[], from: number, to: number): Int16Array {
  const out = new Int16Array(to - from);
  // Nearly always the end is asked for, so look from there.
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
