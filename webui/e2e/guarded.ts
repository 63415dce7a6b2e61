// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test as base } from "@playwright/test";
import { inRepository } from "./page";

const NGHE = inRepository("nghe");

/** A service that requires API keys, and keys for it. */
export interface Guarded {
  readonly url: string;
  readonly good: string;
  readonly revoked: string;
  /** One request every two seconds, with bursts of thirty. */
  readonly slow: string;
  /** May transcribe but not list models. */
  readonly narrow: string;
}

/** Tests that share one such service. */
export const test = base.extend<object, { guarded: Guarded }>({
  guarded: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures from the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "nghe-keys-"));
      const env = { ...process.env, NGHE_AUTH_KEYS: join(folder, "keys.json") };
      const manage = (...command: string[]) =>
        execFileSync(NGHE, ["keys", ...command], { env, encoding: "utf8", stdio: "pipe" }).trim();
      const issue = (...options: string[]) => manage("create", "--owner", "page", ...options);
      const keys = {
        good: issue(),
        revoked: issue(),
        slow: issue("--requests-per-minute", "30"),
        narrow: issue("--scope", "transcribe"),
      };
      manage("revoke", idOf(keys.revoked));
      const service = spawn(NGHE, ["serve", "--port", "0"], {
        env,
        stdio: ["ignore", "pipe", "inherit"],
      });
      try {
        await use({ url: await addressOf(service.stdout), ...keys });
      } finally {
        service.kill();
        rmSync(folder, { recursive: true });
      }
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: ({ guarded }, use) => use(guarded.url),
});

/** The public part of a key. */
function idOf(key: string): string {
  return /^nghe_([0-9a-f]{12})/u.exec(key)?.[1] ?? "";
}

async function addressOf(log: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(log)) {
    const url = /for people: open (http:\S+)\/ in a browser/u.exec(line)?.[1];
    if (url !== undefined) {
      log.resume();
      return url;
    }
  }
  throw new Error("the service has not started");
}
