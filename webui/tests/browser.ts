// SPDX-License-Identifier: Apache-2.0
// Browser APIs that the modules under test need and Node.js does not have.
import "fake-indexeddb/auto";
import { WebSocket } from "ws";

/** In a browser an unhandled error is an event; in Node.js it ends the process. */
class BrowserWebSocket extends WebSocket {
  constructor(address: URL, protocols: string[]) {
    super(address, protocols);
    this.on("error", () => undefined);
  }
}

const kept = new Map<string, string>();
Object.assign(globalThis, {
  WebSocket: BrowserWebSocket,
  localStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  },
});
