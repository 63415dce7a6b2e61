// SPDX-License-Identifier: Apache-2.0
import { effect, signal } from "@preact/signals";
import { connectionTo } from "./api/address";
import { ServiceError } from "./api/errors";
import {
  isOnlyAboutModels,
  models as listModels,
  type Connection,
  type Wishes,
} from "./api/transcriptions";

export type Theme = "system" | "light" | "dark";
export type Language = "vi" | "en";

export interface Settings {
  /** Where the service is; empty for where this page came from. */
  readonly server: string;
  readonly key: string;
  /** Empty for the service's first. */
  readonly model: string;
  /** A word or phrase a line. */
  readonly hotWords: string;
  readonly theme: Theme;
  readonly language: Language;
  /** Whether errors and timings are told to the service. */
  readonly telemetry: boolean;
}

const PLACE = "nghe.settings";

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
    const text = localStorage.getItem(PLACE);
    return text === null ? DEFAULTS : { ...DEFAULTS, ...(JSON.parse(text) as Partial<Settings>) };
  } catch {
    return DEFAULTS;
  }
}

export const settings = signal<Settings>(stored());

export function change(part: Partial<Settings>): void {
  settings.value = { ...settings.value, ...part };
}

/** Applies settings to the page and keeps them; to be called once. */
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
      localStorage.setItem(PLACE, JSON.stringify(settings.value));
    } catch {
      // A browser that keeps nothing still works until it is closed.
    }
  });
}

export function connection(): Connection {
  const { server, key } = settings.value;
  return connectionTo(server, key, location.origin);
}

/** Other servers than the page's own that have answered as the service does. */
const met = new Set<string>();

/**
 * The connection for a recording, which goes to no server that may be another than the service.
 *
 * @throws ServiceError if it is, or cannot be asked
 */
export async function trustedConnection(): Promise<Connection> {
  const connected = connection();
  if (connected.server !== location.origin && !met.has(connected.server)) {
    await ask(connected);
  }
  return connected;
}

async function ask(connected: Connection): Promise<readonly string[]> {
  try {
    const names = await listModels(connected, AbortSignal.timeout(10_000));
    met.add(connected.server);
    return names;
  } catch (problem) {
    if (problem instanceof ServiceError && isOnlyAboutModels(problem)) {
      met.add(connected.server);
      return [];
    }
    throw problem;
  }
}

/** The most the service takes (keywords[]). */
const MOST_HOT_WORDS = 1000;

export function wishes(): Wishes {
  const { model, hotWords } = settings.value;
  return {
    model: model || models.value[0] || "whisper-1",
    hotWords: hotWords
      .split(/[\n,;]/u)
      .map((word) => word.trim())
      .filter((word) => word !== "")
      .slice(0, MOST_HOT_WORDS),
  };
}

/** What the service offers, as far as it was asked. */
export const models = signal<readonly string[]>([]);

/** The code of the error by which the service refused to tell, if it did. */
export const refusal = signal<string | undefined>(undefined);

/** Asks the service what it offers; also a way to see whether it lets this page in. */
export async function askForModels(): Promise<void> {
  const asked = connection();
  let names: readonly string[] = [];
  let problem: string | undefined;
  try {
    names = await ask(asked);
  } catch (cause) {
    problem = cause instanceof ServiceError ? cause.code : "unexpected";
  }
  // The settings may have changed while the service was asked.
  const { server, key, fault } = connection();
  if (server === asked.server && key === asked.key && fault === asked.fault) {
    models.value = names;
    refusal.value = problem;
  }
}
