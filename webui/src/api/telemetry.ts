// SPDX-License-Identifier: Apache-2.0
import { headersOf, type Connection } from "./connection";

export interface TelemetryEvent {
  readonly name: string;
  readonly level: "info" | "error";
  /** When, in ISO 8601. */
  readonly at: string;
  /** How long something took, in milliseconds. */
  readonly ms?: number;
  readonly code?: string;
  /** Which part of the page it was. */
  readonly page: string;
}

/** Limits of the service: events in a request, milliseconds, and characters of a code. */
const MOST = 50;
const LONGEST = 86_400_000;
const CODE = /^[\w.-]{1,64}$/u;
const WAIT = 5000;

/**
 * Reports errors and timings of the page to the service; never audio, text or file names. Stops
 * after the first answer that the service does not accept reports.
 */
export class Telemetry {
  private waiting: TelemetryEvent[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isAccepted = true;

  constructor(
    private readonly connection: () => Connection,
    private readonly isWanted: () => boolean,
  ) {}

  timing(name: string, page: string, ms: number): void {
    const whole = Math.min(Math.max(0, Math.round(ms)), LONGEST);
    this.add({ name, level: "info", at: new Date().toISOString(), ms: whole, page });
  }

  error(name: string, page: string, code: string): void {
    // The code may come from another server that answered.
    const known = CODE.test(code) ? code : "unexpected";
    this.add({ name, level: "error", at: new Date().toISOString(), code: known, page });
  }

  private add(event: TelemetryEvent): void {
    if (!this.isAccepted || !this.isWanted()) {
      return;
    }
    this.waiting.push(event);
    this.timer ??= setTimeout(() => void this.send(), WAIT);
  }

  async send(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const events = this.waiting.splice(0, MOST);
    if (events.length === 0 || !this.isWanted()) {
      return;
    }
    try {
      const connection = this.connection();
      const response = await fetch(`${connection.server}/v1/events`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headersOf(connection) },
        body: JSON.stringify({ events }),
        keepalive: true,
      });
      this.isAccepted = response.status !== 404 && response.status !== 405;
    } catch {
      // A failed report is not reported.
    }
    if (this.waiting.length > 0) {
      this.timer ??= setTimeout(() => void this.send(), WAIT);
    }
  }
}
