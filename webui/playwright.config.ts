// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "@playwright/test";

/** The service under test: `ci/webui` starts one and names it here. */
const baseURL = process.env["NGHE_URL"] ?? "http://localhost:8080";

/** A microphone that says this sentence again and again. */
const clip = process.env["NGHE_CLIP"] ?? "test-results/clip.wav";

export default defineConfig({
  testDir: "e2e",
  testMatch: process.env["NGHE_SPECS"] === "screenshots" ? "screenshots.ts" : "*.spec.ts",
  // One model behind all of them.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: "list",
  use: {
    baseURL,
    locale: "vi-VN",
    permissions: ["microphone", "clipboard-read", "clipboard-write"],
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-audio-capture=${clip}`,
      ],
    },
  },
});
