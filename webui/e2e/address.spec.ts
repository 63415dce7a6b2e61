// SPDX-License-Identifier: Apache-2.0
import { expect, test, type Page } from "@playwright/test";
import { en } from "../src/i18n/en";
import type { MessageKey } from "../src/i18n/messages";
import { closedWebsite, foreign, proxyOf, website } from "./foreign";
import { job, upload, vi } from "./page";

const SAMPLE = "samples/anh-cam-thay-the-nao.mp3";

// The test's certificate is self-signed.
test.use({ ignoreHTTPSErrors: true });

for (const [locale, messages] of [
  ["vi-VN", vi],
  ["en-GB", en],
] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    async function enter(page: Page, address: string): Promise<void> {
      await page.goto("/");
      await page.getByRole("button", { name: messages["nav.settings"] }).first().click();
      await page.getByLabel(messages["settings.server"]).fill(address);
      await page.getByLabel(messages["settings.server"]).press("Tab");
    }

    /** In the settings, on the page, and for a file, which is not sent. */
    async function expectTold(page: Page, message: MessageKey): Promise<void> {
      await expect(page.getByRole("dialog")).toContainText(messages[message]);
      await expect(page.getByLabel(messages["settings.server"])).toHaveAttribute(
        "aria-invalid",
        "true",
      );
      await page.getByRole("button", { name: messages["settings.close"] }).click();
      await expect(page.getByRole("alert")).toContainText(messages[message]);
      await upload(page, SAMPLE);
      await expect(job(page, "anh-cam")).toContainText(messages[message]);
    }

    test("an invalid address is explained", async ({ page }) => {
      await enter(page, "nghe.example.org");
      await expectTold(page, "error.addressInvalid");
    });

    test("another server without TLS is explained", async ({ page }) => {
      await enter(page, "http://nghe.example.org");
      await expectTold(page, "error.addressInsecure");
    });

    test("an address where nothing answers is explained", async ({ page }) => {
      const server = await foreign(website);
      await server.close();
      await enter(page, server.url);
      await expectTold(page, "error.addressSilent");
    });

    test("a server that does not allow the page is explained", async ({ page }) => {
      const server = await foreign(closedWebsite);
      await enter(page, server.url);
      await expectTold(page, "error.addressClosed");
      expect(server.asked.filter((question) => question.includes("transcriptions"))).toEqual([]);
      await server.close();
    });

    test("a server that is not Nghe is explained, and gets no recording", async ({ page }) => {
      const server = await foreign(website);
      await enter(page, server.url);
      await expectTold(page, "error.notNghe");
      expect(server.asked.filter((question) => question.includes("transcriptions"))).toEqual([]);
      await server.close();
    });
  });
}

test("another address of the service works like the page's own", async ({ page, baseURL }) => {
  const server = await foreign(proxyOf(baseURL ?? ""));
  await page.goto("/");
  await page.getByRole("button", { name: vi["nav.settings"] }).first().click();
  await page.getByLabel(vi["settings.server"]).fill(`${server.url}/`);
  await page.getByLabel(vi["settings.server"]).press("Tab");
  await expect(page.getByRole("dialog")).toContainText(vi["settings.connected"]);
  await page.getByRole("button", { name: vi["settings.close"] }).click();
  await upload(page, SAMPLE);
  await expect(job(page, "anh-cam")).toContainText(vi["upload.done"]);
  expect(server.asked).toContain("POST /v1/audio/transcriptions");
  await server.close();
});
