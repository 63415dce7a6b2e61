// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import puppeteer, { type Browser, type Page } from "puppeteer-core";

const PULSEAUDIO = "/usr/bin/pulseaudio";

/** The Firefox of this machine, if there is one and it can be given a loudspeaker. */
export const FIREFOX = [process.env["FIREFOX"], "/usr/bin/firefox-esr", "/usr/bin/firefox"].find(
  (path) => path !== undefined && existsSync(path) && existsSync(PULSEAUDIO),
);

/** A microphone that hums, and nobody to ask whether it may be used. */
const PREFERENCES = {
  "media.navigator.streams.fake": true,
  "media.navigator.permission.disabled": true,
  "media.autoplay.default": 0,
  "intl.accept_languages": "vi-VN",
};

/**
 * Tests with a Firefox as its users have it, by WebDriver BiDi: Playwright drives only one of its
 * own making.
 */
export const test = base.extend<{ tab: Page }, { loudspeaker: string; firefox: Browser }>({
  loudspeaker: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing is needed
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
 * Has PulseAudio take sound for nobody, in a folder of its own. Firefox runs no audio graph, not
 * even a microphone's, on a machine that has no loudspeaker.
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
