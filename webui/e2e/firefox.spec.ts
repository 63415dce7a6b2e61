// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import type { Page } from "puppeteer-core";
import { test } from "./firefox";
import { CLIP } from "./microphone";
import { inRepository, textOfClip, vi } from "./page";

const AUDIO = "engine/src/test/resources/audio";

async function press(tab: Page, name: string): Promise<void> {
  await tab.locator(`button[aria-label="${name}"]`).click();
}

/** Waits until the text of an element contains another. */
async function holds(tab: Page, selector: string, text: string): Promise<void> {
  await tab.waitForFunction(
    (where, what) => document.querySelector(where)?.textContent.includes(what),
    {},
    selector,
    text,
  );
}

test("Firefox uploads recordings and plays their words", async ({ tab }) => {
  const picker = await tab.waitForSelector("input[type=file]");
  await picker?.uploadFile(...[`${AUDIO}/firefox.ogg`, `${AUDIO}/speech.m4a`].map(inRepository));
  await tab.waitForFunction(() => document.querySelectorAll("li.job.done").length === 2);
  await tab.locator("li.job.done a").click();
  await tab.locator("button.word").click();
  await tab.waitForSelector(".word[aria-current]");
});

test("Firefox streams its microphone, with pauses", async ({ tab }) => {
  await press(tab, vi["record.start"]);
  await holds(tab, "[role=status]", vi["state.listening"]);
  await press(tab, vi["record.pause"]);
  await holds(tab, "[role=status]", vi["state.paused"]);
  await press(tab, vi["record.resume"]);
  await holds(tab, "[role=timer]", "0:03");
  await press(tab, vi["record.stop"]);
  await tab.waitForSelector(".entry .wave");
});

test("live text appears during speech in Firefox", async ({ tab, page }) => {
  const expected = await textOfClip(page);
  // Firefox's fake microphone only produces a tone, so an audio graph plays speech.
  await tab.evaluate((clip) => {
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext();
      const speech = context.createBufferSource();
      const bytes = Uint8Array.from(atob(clip), (letter) => letter.charCodeAt(0));
      speech.buffer = await context.decodeAudioData(bytes.buffer);
      speech.loop = true;
      const microphone = context.createMediaStreamDestination();
      speech.connect(microphone);
      speech.start();
      return microphone.stream;
    };
  }, readFileSync(CLIP).toString("base64"));
  await press(tab, vi["record.start"]);
  await tab.waitForSelector(".changing");
  await holds(tab, "[role=log]", expected);
  await press(tab, vi["record.stop"]);
  await tab.waitForSelector(".passage");
  const words = await tab.$$eval(".passage .word", (all) => all.map((word) => word.textContent));
  expect(words.join(" ")).toContain(expected);
});
