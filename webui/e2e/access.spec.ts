// SPDX-License-Identifier: Apache-2.0
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { longRecording } from "./microphone";
import { job, record, upload, vi } from "./page";

/** WCAG 2.2 AA and the versions and levels that it includes. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function check(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" ")}`)).toEqual(
    [],
  );
  const isTooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(isTooWide).toBe(false);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}, on a small phone`, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 740 } });

    test("axe finds nothing on any view", async ({ page }) => {
      await page.goto("/");
      await check(page);

      await page.getByRole("button", { name: vi["nav.settings"] }).click();
      await check(page);
      await page.getByLabel(vi["settings.server"]).fill("nghe.example.org");
      await page.getByLabel(vi["settings.server"]).press("Tab");
      await expect(page.getByRole("dialog")).toContainText(vi["error.addressInvalid"]);
      await check(page);
      await page.getByLabel(vi["settings.server"]).fill("");
      await page.getByLabel(vi["settings.server"]).press("Tab");
      await expect(page.getByRole("dialog")).toContainText(vi["settings.connected"]);
      await page.getByRole("button", { name: vi["settings.close"] }).click();

      await record(page);
      await expect(page.getByRole("timer")).toBeVisible();
      await check(page);
      await page.getByRole("button", { name: vi["record.discard"] }).click();
      await check(page);
      await page.getByRole("button", { name: vi["dialog.yes"], exact: true }).click();

      await upload(page, "samples/manifest.tsv", "samples/anh-ta-chang-di-dau-xa-ca.mp3");
      await expect(job(page, "anh-ta")).toContainText(vi["upload.done"]);
      await check(page);
      await page.locator("input[type=file]").setInputFiles(longRecording("long.wav", 80));
      await expect(job(page, "long.wav").locator(".so-far")).toBeVisible();
      await check(page);
      await job(page, "anh-ta").getByRole("link").click();
      await check(page);
      await page.getByRole("button", { name: /Sửa đoạn/u }).click();
      await check(page);
    });
  });
}

test("the page is in the browser's language, or another by its settings", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  await page.getByRole("button", { name: vi["nav.settings"] }).click();
  await page.getByLabel(vi["settings.language"]).selectOption("en");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: "Start speaking" })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("requests go to the service only, and nothing violates the Content-Security-Policy", async ({
  page,
  baseURL,
}) => {
  const strangers: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(baseURL ?? "") && !/^(blob|data):/u.test(request.url())) {
      strangers.push(request.url());
    }
  });
  page.on("console", (message) => {
    if (/Content.Security.Policy/iu.test(message.text())) {
      complaints.push(message.text());
    }
  });
  await page.goto("/");
  await upload(page, "samples/anh-ta-chang-di-dau-xa-ca.mp3");
  await job(page, "anh-ta").getByRole("link").click();
  await page.getByRole("button", { name: vi["transcript.play"], exact: true }).click();
  await expect(page.locator(".word[aria-current]").first()).toBeVisible();
  expect(strangers).toEqual([]);
  expect(complaints).toEqual([]);
});

test("the service accepts the page's telemetry", async ({ page }) => {
  const answer = page.waitForResponse("**/v1/events");
  await page.goto("/");
  expect((await answer).status()).toBe(204);
});
