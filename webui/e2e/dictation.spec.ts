// SPDX-License-Identifier: Apache-2.0
import { expect, test, type Page } from "@playwright/test";
import { live, record, stop, textOfClip, transcript, vi } from "./page";

test("live text appears during speech and the transcript is that of the clip", async ({
  page,
}) => {
  const expected = await textOfClip(page);
  await page.goto("/");
  await record(page);
  await expect(page.locator(".changing")).toBeVisible();
  await expect(live(page)).toContainText(expected);
  await stop(page);
  expect(await transcript(page)).toContain(expected);
});

test("a pause records nothing and the text goes on after it", async ({ page }) => {
  await page.goto("/");
  await record(page);
  await expect(live(page)).toContainText(/\p{Letter}/u);
  await page.getByRole("button", { name: vi["record.pause"] }).click();
  await expect(page.getByText(vi["state.paused"])).toBeVisible();
  const time = page.getByRole("timer");
  const paused = await time.textContent();
  await page.getByRole("button", { name: vi["record.resume"] }).click();
  await expect(time).not.toHaveText(paused ?? "");
  await stop(page);
  await expect(page.locator(".passage").first()).toBeVisible();
});

test("a connection that breaks loses no words", async ({ page }) => {
  const expected = await textOfClip(page);
  let cut = () => Promise.resolve();
  await page.routeWebSocket(/realtime/u, (socket) => {
    const server = socket.connectToServer();
    cut = async () => {
      await socket.close();
      await server.close();
    };
  });
  await page.goto("/");
  await record(page);
  await expect(page.locator(".changing")).toBeVisible();
  await cut();
  await expect(live(page)).toContainText(expected);
  await stop(page);
  expect(await transcript(page)).toContain(expected);
});

test("without live text the recording is sent when it ends", async ({ page }) => {
  await page.routeWebSocket(/realtime/u, (socket) => void socket.close());
  await page.goto("/");
  await record(page);
  await expect(page.getByText(vi["state.recording"])).toBeVisible();
  await expect(page.getByRole("timer")).toHaveText("0:04");
  await stop(page);
  await expect(page.locator(".passage").first()).toBeVisible();
});

test("without AudioWorklet the browser records a file", async ({ page }) => {
  await page.addInitScript(() => {
    AudioContext.prototype.resume = () => new Promise(() => undefined);
  });
  await page.goto("/");
  await record(page);
  await expect(page.getByText(vi["state.recording"])).toBeVisible();
  await expect(page.getByRole("timer")).toHaveText("0:04");
  await stop(page);
  await expect(page.locator(".passage").first()).toBeVisible();
});

test("a recording that cannot be sent is kept and sent later", async ({ page, context }) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: vi["record.start"] })).toBeVisible();
  await page.routeWebSocket(/realtime/u, (socket) => void socket.close());
  await record(page);
  await expect(page.getByRole("timer")).toHaveText("0:03");
  await context.setOffline(true);
  await stop(page);
  await expect(page.getByText(vi["transcript.unsent"])).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: vi["transcript.send"] }).click();
  await expect(page.locator("li.job.done")).toBeVisible();
});

test("a reload in the middle of a recording loses at most two seconds", async ({ page }) => {
  await page.goto("/");
  await record(page);
  await expect(page.getByRole("timer")).toHaveText("0:05");
  await page.reload();
  const recovered = page.getByRole("link", { name: /khôi phục/u });
  await recovered.click();
  await page.getByRole("button", { name: vi["transcript.send"] }).click();
  await page.locator("li.job.done a").click();
  await expect(page.locator(".passage").first()).toBeVisible();
});

/** Makes getUserMedia fail with an error of this name. */
async function refuseMicrophone(page: Page, error: string): Promise<void> {
  await page.addInitScript((name) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", name));
  }, error);
}

test("a refused microphone is explained, with what to do", async ({ page }) => {
  await refuseMicrophone(page, "NotAllowedError");
  await page.goto("/");
  await record(page);
  await expect(page.getByRole("alert")).toContainText(vi["mic.refused"]);
  await expect(page.getByRole("alert")).toContainText(vi["mic.refusedHelp"]);
  await expect(page.getByRole("button", { name: vi["upload.pick"] })).toBeVisible();
});

test("a missing microphone is explained", async ({ page }) => {
  await refuseMicrophone(page, "NotFoundError");
  await page.goto("/");
  await record(page);
  await expect(page.getByRole("alert")).toContainText(vi["mic.missing"]);
});

test("the keyboard alone records, stops and discards", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: vi["record.start"] })).toBeVisible();
  await page.keyboard.press("r");
  await expect(page.getByRole("timer")).toBeVisible();
  await page.getByRole("button", { name: vi["record.discard"] }).press("Enter");
  await page.getByRole("button", { name: vi["dialog.yes"], exact: true }).press("Enter");
  await expect(page.getByText(vi["history.none"])).toBeVisible();
});
