// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";

/** The entry that is open, by the address, so that the browser's back button leaves it. */
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
