// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Telemetry, type TelemetryEvent } from "../src/api/telemetry";

/** An event as the service's contract defines it. */
const CONTRACT: Readonly<Record<keyof TelemetryEvent, RegExp>> = {
  name: /^[a-z][a-z0-9.-]{0,63}$/u,
  level: /^(debug|info|warn|error)$/u,
  at: /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/u,
  ms: /^\d+$/u,
  code: /^[A-Za-z0-9._-]{1,64}$/u,
  page: /^[a-z][a-z0-9-]{0,31}$/u,
};

let server: Server;
let bodies: string[];
let status: number;
let isWanted: boolean;
let telemetry: Telemetry;

beforeEach(async () => {
  bodies = [];
  status = 204;
  isWanted = true;
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      bodies.push(Buffer.concat(parts).toString());
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  telemetry = new Telemetry(
    () => ({ server: `http://127.0.0.1:${port}`, key: "" }),
    () => isWanted,
  );
});

afterEach(() => void server.close());

function events(): TelemetryEvent[] {
  return bodies.flatMap((body) => (JSON.parse(body) as { events: TelemetryEvent[] }).events);
}

describe("a report", () => {
  it("keeps to the contract, whatever happened", async () => {
    telemetry.timing("load", "page", 12.7);
    telemetry.timing("transcribe", "upload", 1e12);
    telemetry.error("transcribe", "upload", "queue_full");
    telemetry.error("transcribe", "upload", "a proxy's own: <b>words</b>");
    await telemetry.send();
    expect(events().map(({ ms, code }) => ms ?? code)).toEqual([
      13,
      86_400_000,
      "queue_full",
      "unexpected",
    ]);
    for (const [field, value] of events().flatMap((event) => Object.entries(event))) {
      expect(String(value), field).toMatch(CONTRACT[field as keyof TelemetryEvent]);
    }
  });

  it("holds fifty events at most", async () => {
    for (let at = 0; at < 60; at++) {
      telemetry.timing("load", "page", at);
    }
    await telemetry.send();
    await telemetry.send();
    expect(bodies.map((body) => (JSON.parse(body) as { events: [] }).events.length)).toEqual([50, 10]);
  });

  it("is not sent if the person has turned it off", async () => {
    telemetry.timing("load", "page", 1);
    isWanted = false;
    await telemetry.send();
    expect(bodies).toEqual([]);
  });

  it("is not sent again to a service that does not accept it", async () => {
    status = 404;
    telemetry.timing("load", "page", 1);
    await telemetry.send();
    telemetry.timing("load", "page", 1);
    await telemetry.send();
    expect(bodies.length).toBe(1);
  });
});
