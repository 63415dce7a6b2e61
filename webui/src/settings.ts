// SPDX-License-Identifier: Apache-2.0
import { effect, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";
export type Language = "vi" | "en";

export interface Settings {
  /** The address of the service; empty for the origin of this page. */
  readonly server: string;
  readonly key: string;
  /** Empty for the service's first model. */
  readonly model: string;
  /** One word or phrase on each line. */
  readonly hotWords: string;
  readonly theme: Theme;
  readonly language: Language;
  /** Whether errors and timings are reported to the service. */
  readonly telemetry: boolean;
}

const STORAGE_KEY = "nghe.settings";

const DEFAULTS: Settings = {
  server: "",
  key: "",
  model: "",
  hotWords: "",
  theme: "system",
  language: navigator.language.toLowerCase().startsWith("en") ? "en" : "vi",
  telemetry: true,
};

function stored(): Settings {
  try {
    const text = localStorage.getItem(STORAGE_KEY);
    return text === null ? DEFAULTS : { ...DEFAULTS, ...(JSON.parse(text) as Partial<Settings>) };
  } catch {
    return DEFAULTS;
  }
}

export const settings = signal<Settings>(stored());

export function change(part: Partial<Settings>): void {
  settings.value = { ...settings.value, ...part };
}

/** Applies settings to the page and stores them from now on; to be called once. */
export function keepSettings(): void {
  effect(() => {
    const { theme, language } = settings.value;
    document.documentElement.lang = language;
    if (theme === "system") {
      delete document.documentElement.dataset["theme"];
    } else {
      document.documentElement.dataset["theme"] = theme;
    }
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify(settings.value));
    } catch {
      // Without storage the settings last until the page is closed.
    }
  });
}
