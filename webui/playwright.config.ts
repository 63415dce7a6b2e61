// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "@playwright/test";
import { CLIP } from "./e2e/microphone";

/** The service under test: `ci/webui` starts one and names it here. */
const baseURL = process.env["NGHE_URL"] ?? "http://localhost:8080";

export default defineConfig({
  testDir: "e2e",
  testMatch: `${process.env["NGHE_SPECS"] ?? "*.spec"}.ts`,
  globalSetup: "./e2e/microphone.ts",
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
        `--use-file-for-fake-audio-capture=${CLIP}`,
      ],
    },
  },
});
