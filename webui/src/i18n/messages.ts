// SPDX-License-Identifier: Apache-2.0
import type { Language } from "../settings";
import { settings } from "../settings";
import { en } from "./en";
import { vi, type MessageKey, type Messages } from "./vi";

export type { MessageKey } from "./vi";

const LANGUAGES: Readonly<Record<Language, Messages>> = { vi, en };

/** A message in the language of the page, with values for its {placeholders}. */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return LANGUAGES[settings.value.language][key].replace(/\{(\w+)\}/gu, (_, name: string) =>
    String(values[name] ?? ""),
  );
}

/** Minutes and seconds; hours too from the first hour on. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${pad(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}

/** A date and time in the format of the page's language. */
export function moment(at: number): string {
  const { language } = settings.value;
  // The region, if the browser has one, decides the order of day and month.
  const locale = navigator.languages.find((name) => name.startsWith(language)) ?? language;
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "short",
    timeStyle: "short",
  }).format(at);
}
