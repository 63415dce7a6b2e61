// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { vi } from "../src/i18n/vi";
import { CLIP } from "./microphone";

export { vi };

/** The path of a file in the repository. */
export function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** The service's own transcript of the fake microphone's clip. */
export async function textOfClip(page: Page, key = "none"): Promise<string> {
  const answer = await page.request.post("/v1/audio/transcriptions", {
    headers: { Authorization: `Bearer ${key}` },
    multipart: {
      model: "whisper-1",
      response_format: "json",
      file: { name: "clip.wav", mimeType: "audio/wav", buffer: readFileSync(CLIP) },
    },
  });
  return ((await answer.json()) as { text: string }).text;
}

export async function record(page: Page): Promise<void> {
  await page.getByRole("button", { name: vi["record.start"] }).click();
}

export async function stop(page: Page): Promise<void> {
  await page.getByRole("button", { name: vi["record.stop"] }).click();
}

/** The live text. */
export function live(page: Page) {
  return page.getByRole("log");
}

/** The words of the open transcript. */
export async function transcript(page: Page): Promise<string> {
  await expect(page.locator(".passage").first()).toBeVisible();
  const words = await page.locator(".passage .word").allTextContents();
  return words.join(" ");
}

export async function upload(page: Page, ...files: string[]): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(files.map(inRepository));
}

export function job(page: Page, name: string) {
  return page.locator("li.job", { hasText: name });
}
