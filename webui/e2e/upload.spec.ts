// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { longRecording, secondsOf } from "./microphone";
import { inRepository, job, transcript, upload, vi } from "./page";

const AUDIO = "engine/src/test/resources/audio";

const FORMATS = [
  "samples/anh-ta-chang-di-dau-xa-ca.mp3",
  `${AUDIO}/speech.wav`,
  `${AUDIO}/speech.flac`,
  `${AUDIO}/speech.m4a`,
  `${AUDIO}/speech-48k.ogg`,
  `${AUDIO}/chromium.webm`,
  `${AUDIO}/firefox.ogg`,
];

test("recordings of every format become entries, one after the other", async ({ page }) => {
  await page.goto("/");
  await upload(page, ...FORMATS);
  await expect(page.locator("li.job.done")).toHaveCount(FORMATS.length);
});

test("a sample is transcribed as its manifest says", async ({ page }) => {
  await page.goto("/");
  await upload(page, "samples/anh-ta-chang-di-dau-xa-ca.mp3");
  await job(page, "anh-ta").getByRole("link").click();
  expect(await transcript(page)).toBe("anh ta chẳng đi đâu xa cả");
});

test("a file that is not audio is refused with the reason, and the next one is not", async ({
  page,
}) => {
  await page.goto("/");
  await upload(page, "samples/manifest.tsv", "samples/anh-cam-thay-the-nao.mp3");
  await expect(job(page, "manifest.tsv")).toContainText(vi["error.audioUnsupported"]);
  await expect(job(page, "anh-cam")).toContainText(vi["upload.done"]);
});

test("an upload can be cancelled and tried again", async ({ page }) => {
  let hold: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (hold = resolve));
  await page.route("**/v1/audio/transcriptions", async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.goto("/");
  await upload(page, "samples/anh-cam-thay-the-nao.mp3");
  const row = job(page, "anh-cam");
  await row.getByRole("button", { name: /Hủy/u }).click();
  await expect(row).toContainText(vi["upload.cancelled"]);
  hold();
  await row.getByRole("button", { name: /Thử lại/u }).click();
  await expect(row).toContainText(vi["upload.done"]);
});

/** A job's row at every change of the page: progress, length and text. */
interface Sight {
  readonly value: number;
  readonly max: number;
  readonly text: string;
  readonly said: string;
}

test("a long recording shows its progress and text during the transcription", async ({
  page,
}) => {
  await page.addInitScript(() => {
    const sights: object[] = [];
    Object.assign(globalThis, { sights });
    new MutationObserver(() => {
      const bar = document.querySelector<HTMLProgressElement>("li.job.transcribing progress[value]");
      const line = document.querySelector<HTMLElement>("li.job .so-far");
      // Text for screen readers only takes one pixel.
      const text = line && line.offsetHeight > 10 ? line.textContent : "";
      if (bar) {
        const said = bar.getAttribute("aria-valuetext");
        sights.push({ value: bar.value, max: bar.max, text, said });
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await page.goto("/");
  const recording = longRecording("long.wav", 20);
  await page.locator("input[type=file]").setInputFiles(recording);
  await expect(job(page, "long.wav")).toContainText(vi["upload.done"]);

  const sights = await page.evaluate(() => (globalThis as unknown as { sights: Sight[] }).sights);
  const values = sights.map(({ value }) => value);
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect(new Set(values).size).toBeGreaterThan(3);
  const seconds = secondsOf(recording.buffer);
  expect(sights.map(({ max }) => Math.abs(max - seconds)).every((off) => off < 0.01)).toBe(true);
  // None, the first words, and then the newest ones: the clip is repeated, so they stay the same.
  expect(new Set(sights.map(({ text }) => text)).size).toBeGreaterThan(2);
  expect(sights.every(({ said }) => / trên \d+:\d\d$/u.test(said))).toBe(true);
});

test("the service's errors have messages", async ({ page }) => {
  await page.route("**/v1/audio/transcriptions", (route) =>
    route.fulfill({
      status: 504,
      json: { error: { message: "x", type: "server_error", param: null, code: "deadline_exceeded" } },
    }),
  );
  await page.goto("/");
  await upload(page, "samples/anh-cam-thay-the-nao.mp3");
  await expect(job(page, "anh-cam")).toContainText(vi["error.deadline"]);
});

test("a file that a busy service refuses waits and is sent again", async ({ page }) => {
  const busy = { message: "x", type: "server_error", param: null, code: "queue_full" };
  await page.route(
    "**/v1/audio/transcriptions",
    (route) => route.fulfill({ status: 503, headers: { "Retry-After": "2" }, json: { error: busy } }),
    { times: 1 },
  );
  await page.goto("/");
  await upload(page, "samples/anh-cam-thay-the-nao.mp3");
  await expect(job(page, "anh-cam")).toContainText(vi["upload.held"].replace("{seconds}", "2"));
  await expect(job(page, "anh-cam")).toContainText(vi["upload.done"]);
});

test("a transcript is edited, played word by word, copied and downloaded", async ({ page }) => {
  await page.goto("/");
  await upload(page, "samples/anh-ta-chang-di-dau-xa-ca.mp3");
  await job(page, "anh-ta").getByRole("link").click();

  await page.getByRole("button", { name: "đâu", exact: false }).first().click();
  await expect(page.getByRole("button", { name: vi["transcript.pause"], exact: true })).toBeVisible();
  await expect(page.locator(".word[aria-current]").first()).toBeVisible();

  await page.getByRole("button", { name: /Sửa đoạn/u }).click();
  await page.getByRole("textbox", { name: /Văn bản của đoạn/u }).fill("Anh ta chẳng đi đâu xa cả.");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: vi["transcript.copy"] }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "Anh ta chẳng đi đâu xa cả.",
  );

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /SRT/u }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("anh-ta-chang-di-dau-xa-ca.srt");
  expect(readFileSync(await file.path(), "utf8")).toMatch(
    /^1\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\nAnh ta chẳng đi đâu xa cả\.\n$/u,
  );

  await page.reload();
  await expect(page.locator(".passage")).toContainText("Anh ta chẳng đi đâu xa cả.");
});

test("saved recordings can be deleted", async ({ page }) => {
  await page.goto("/");
  await upload(page, "samples/anh-cam-thay-the-nao.mp3");
  await expect(job(page, "anh-cam")).toContainText(vi["upload.done"]);
  await page.getByRole("button", { name: vi["history.clear"] }).click();
  await page.getByRole("button", { name: vi["dialog.yes"], exact: true }).click();
  await page.reload();
  await expect(page.getByText(vi["history.none"])).toBeVisible();
});

test("a file dropped on the page is transcribed", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: vi["upload.pick"] })).toBeVisible();
  const bytes = readFileSync(inRepository("samples/anh-cam-thay-the-nao.mp3")).toString("base64");
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    const content = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([content], "dropped.mp3", { type: "audio/mpeg" }));
    return transfer;
  }, bytes);
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  await expect(job(page, "dropped.mp3")).toContainText(vi["upload.done"]);
});
