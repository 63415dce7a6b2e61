// SPDX-License-Identifier: Apache-2.0
import { expect, type Page } from "@playwright/test";
import { test } from "./guarded";
import { job, live, record, stop, textOfClip, transcript, upload, vi } from "./page";

const SAMPLE = "samples/anh-cam-thay-the-nao.mp3";

/** Enters a key in the settings. */
async function enter(page: Page, key: string): Promise<void> {
  await page.getByRole("button", { name: vi["nav.settings"] }).first().click();
  await page.getByLabel(vi["settings.key"]).fill(key);
  await page.getByLabel(vi["settings.key"]).press("Tab");
}

async function close(page: Page): Promise<void> {
  await page.getByRole("button", { name: vi["settings.close"] }).click();
}

test("a missing, revoked or malformed key is explained, and a valid one is accepted", async ({
  page,
  guarded,
}) => {
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText(vi["error.keyMissing"]);
  const settings = page.getByRole("dialog");
  for (const wrong of [guarded.revoked, `${guarded.good}0`, "khóa của tôi"]) {
    await enter(page, wrong);
    await expect(settings).toContainText(vi["error.key"]);
    await close(page);
    await expect(page.getByRole("alert")).toContainText(vi["error.key"]);
  }
  await enter(page, guarded.good);
  await expect(settings).toContainText(vi["settings.connected"]);
  await close(page);
  await expect(page.getByRole("alert")).toHaveCount(0);

  await upload(page, SAMPLE);
  await expect(job(page, "anh-cam")).toContainText(vi["upload.done"]);
});

test("live text works with a key", async ({ page, guarded }) => {
  const expected = await textOfClip(page, guarded.good);
  await page.goto("/");
  await enter(page, guarded.good);
  await close(page);
  await record(page);
  await expect(live(page)).toContainText(expected);
  await stop(page);
  expect(await transcript(page)).toContain(expected);
});

test("a recording made without a key explains it, and is sent once there is one", async ({
  page,
  guarded,
}) => {
  await page.goto("/");
  await record(page);
  await expect(page.locator(".stage .hint")).toContainText(vi["error.keyMissing"]);
  await expect(page.getByRole("timer")).toHaveText("0:04");
  await stop(page);
  await expect(page.locator(".note")).toContainText(vi["error.keyMissing"]);
  await enter(page, guarded.good);
  await close(page);
  await page.getByRole("button", { name: vi["transcript.send"] }).click();
  await page.locator("li.job.done a").click();
  await expect(page.locator(".passage").first()).toBeVisible();
});

test("a large file without a valid key is refused with the reason", async ({ page, guarded }) => {
  await page.goto("/");
  await enter(page, guarded.revoked);
  await close(page);
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "long.wav", mimeType: "audio/wav", buffer: Buffer.alloc(24_000_000) });
  await expect(job(page, "long.wav")).toContainText(vi["error.key"]);
});

test("a file over the rate limit waits as long as the service asks", async ({ page, guarded }) => {
  await page.goto("/");
  await enter(page, guarded.slow);
  await close(page);
  const headers = { Authorization: `Bearer ${guarded.slow}` };
  const isLetIn = async () => (await page.request.get("/v1/models", { headers })).ok();
  while (await isLetIn());
  await upload(page, SAMPLE);
  await expect(job(page, "anh-cam")).toContainText(/Tự gửi lại sau \d+ giây/u);
  await expect(job(page, "anh-cam")).toContainText(vi["upload.done"]);
});

test("a key that may only transcribe is enough", async ({ page, guarded }) => {
  await page.goto("/");
  await enter(page, guarded.narrow);
  await expect(page.getByRole("dialog")).toContainText(vi["settings.connected"]);
  await close(page);
  await upload(page, SAMPLE);
  await expect(job(page, "anh-cam")).toContainText(vi["upload.done"]);
});
