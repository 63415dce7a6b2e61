// SPDX-License-Identifier: Apache-2.0
import { test } from "@playwright/test";
import { en } from "../src/i18n/en";
import { vi } from "../src/i18n/vi";
import { longRecording } from "./microphone";
import { inRepository, job, live, upload } from "./page";

const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } };
const LANGUAGES = { vi: [vi, "vi-VN"], en: [en, "en-GB"] } as const;

/** The screenshots of the documentation; `npm run screenshots` writes them. */
for (const [size, viewport] of Object.entries(SIZES)) {
  for (const [language, [messages, locale]] of Object.entries(LANGUAGES)) {
    test.describe(`${size} in ${language}`, () => {
      // Each language shows one of the two themes.
      test.use({
        viewport,
        locale,
        isMobile: size === "phone",
        hasTouch: size === "phone",
        colorScheme: language === "vi" ? "light" : "dark",
      });

      test("pictures", async ({ page }) => {
        const picture = (name: string) =>
          page.screenshot({ path: inRepository(`docs/page/${name}-${size}-${language}.png`) });
        await page.goto("/");
        await picture("ready");
        await page.getByRole("button", { name: messages["nav.settings"] }).click();
        const address = page.getByLabel(messages["settings.server"]);
        await address.fill("nghe.example.org");
        await address.press("Tab");
        const told = page.getByRole("dialog").getByText(messages["error.addressInvalid"]);
        await told.scrollIntoViewIfNeeded();
        await picture("address");
        await address.fill("");
        await page.getByRole("button", { name: messages["settings.close"] }).click();
        await page.getByRole("button", { name: messages["record.start"] }).click();
        await live(page).locator("span:not(.changing, .waiting)").first().waitFor();
        await page.locator(".changing").waitFor();
        await picture("listening");
        await page.getByRole("button", { name: messages["record.discard"] }).click();
        await page.getByRole("button", { name: messages["dialog.yes"], exact: true }).click();
        await upload(page, "samples/anh-ta-chang-di-dau-xa-ca.mp3", "samples/manifest.tsv");
        await page.locator("li.job.failed").waitFor();
        await page
          .locator("input[type=file]")
          .setInputFiles(longRecording(messages === vi ? "cuộc họp.wav" : "meeting.wav", 80));
        await job(page, ".wav").locator(".so-far", { hasText: "…" }).waitFor();
        await job(page, ".wav").scrollIntoViewIfNeeded();
        await picture("files");
        await job(page, "anh-ta").getByRole("link").click();
        await page.locator(".wave rect[height='46']").first().waitFor();
        await page.getByRole("button", { name: "chẳng" }).click();
        await page.locator(".word[aria-current]").first().waitFor();
        await picture("transcript");
      });
    });
  }
}
