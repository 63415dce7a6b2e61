// SPDX-License-Identifier: Apache-2.0
import type { Language } from "../settings";
import { settings } from "../settings";
import { en } from "./en";
import { vi } from "./vi";

export type MessageKey = keyof typeof vi;
export type Messages = Readonly<Record<MessageKey, string>>;

const LANGUAGES: Readonly<Record<Language, Messages>> = { vi, en };

/** A message in the language of the page, with what stands for its {names}. */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return LANGUAGES[settings.value.language][key].replace(/\{(\w+)\}/gu, (_, name: string) =>
    String(values[name] ?? ""),
  );
}

/** Minutes and seconds, with hours from the first on. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${pad(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}

/** A moment as people write it. */
export function moment(at: number): string {
  const { language } = settings.value;
  // With its region, if the browser knows one: 24/11 is 11/24 elsewhere.
  const locale = navigator.languages.find((name) => name.startsWith(language)) ?? language;
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "short",
    timeStyle: "short",
  }).format(at);
}
