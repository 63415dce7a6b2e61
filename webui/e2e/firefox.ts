// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import puppeteer, { type Browser, type Page } from "puppeteer-core";

const PULSEAUDIO = "/usr/bin/pulseaudio";

/** The installed Firefox, if there is one and PulseAudio too. */
export const FIREFOX = [process.env["FIREFOX"], "/usr/bin/firefox-esr", "/usr/bin/firefox"].find(
  (path) => path !== undefined && existsSync(path) && existsSync(PULSEAUDIO),
);

/** A fake microphone, and no prompt for permission. */
const PREFERENCES = {
  "media.navigator.streams.fake": true,
  "media.navigator.permission.disabled": true,
  "media.autoplay.default": 0,
  "intl.accept_languages": "vi-VN",
};

/**
 * Tests with an unmodified Firefox over WebDriver BiDi; Playwright only drives its own build.
 */
export const test = base.extend<{ tab: Page }, { loudspeaker: string; firefox: Browser }>({
  loudspeaker: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures from the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "nghe-sound-"));
      const sound = makeLoudspeaker(folder);
      await use(folder);
      sound.kill();
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
  firefox: [
    async ({ loudspeaker }, use) => {
      const browser = await puppeteer.launch({
        env: { ...process.env, XDG_RUNTIME_DIR: loudspeaker },
        browser: "firefox",
        executablePath: FIREFOX ?? "",
        extraPrefsFirefox: PREFERENCES,
      });
      await use(browser);
      await browser.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  tab: async ({ firefox, baseURL }, use) => {
    const context = await firefox.createBrowserContext();
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(baseURL ?? "");
    await use(page);
    await context.close();
  },
});

/**
 * Starts PulseAudio with a null sink, in a folder of its own. Without an audio output Firefox runs no
 * audio graph, not even for a microphone.
 */
function makeLoudspeaker(folder: string): ChildProcess {
  return spawn(
    PULSEAUDIO,
    [
      "-n",
      "--daemonize=no",
      "--exit-idle-time=-1",
      "--load=module-null-sink",
      "--load=module-native-protocol-unix",
    ],
    { env: { ...process.env, XDG_RUNTIME_DIR: folder }, stdio: "ignore" },
  );
}
