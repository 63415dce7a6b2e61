// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";

/** The id of the open entry, from the URL's fragment, so that the back button closes it. */
export const openEntry = signal(entryOf(location.hash));

addEventListener("hashchange", () => (openEntry.value = entryOf(location.hash)));

function entryOf(hash: string): string | undefined {
  return /^#\/e\/([\w-]+)$/u.exec(hash)?.[1];
}

export function hrefOf(id: string): string {
  return `#/e/${id}`;
}

export function open(id: string): void {
  location.hash = hrefOf(id);
}

export function goHome(): void {
  location.hash = "#/";
}
