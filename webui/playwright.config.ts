// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "@playwright/test";
import { FIREFOX } from "./e2e/firefox";
import { CLIP } from "./e2e/microphone";

if (FIREFOX === undefined) {
  console.error("Firefox (or FIREFOX naming one) or PulseAudio is not installed: the tests in Firefox do not run.");
}

export default defineConfig({
  testDir: "e2e",
  testMatch: `${process.env["NGHE_SPECS"] ?? "*.spec"}.ts`,
  testIgnore: FIREFOX === undefined ? "firefox.spec.ts" : [],
  globalSetup: "./e2e/microphone.ts",
  // The service under test; it logs its address once it accepts requests.
  webServer: {
    command: "../nghe serve --port 0",
    wait: { stdout: /for people: open (?<nghe_url>http:\S+)\/ in a browser/u },
    timeout: 600_000,
  },
  // All tests share one service.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: "list",
  use: {
    baseURL: process.env["NGHE_URL"] ?? "",
    locale: "vi-VN",
    permissions: ["microphone", "clipboard-read", "clipboard-write"],
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-audio-capture=${CLIP}`,
      ],
    },
  },
});
