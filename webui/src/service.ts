// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { connectionTo, type Connection } from "./api/connection";
import { ServiceError } from "./api/errors";
import {
  isOnlyAboutModels,
  models as listModels,
  type TranscriptionOptions,
} from "./api/transcriptions";
import { settings } from "./settings";

/** The connection that the settings name, without asking the server. */
export function connection(): Connection {
  const { server, key } = settings.value;
  return connectionTo(server, key, location.origin);
}

/** Servers other than the page's own that have answered like Nghe. */
const verified = new Set<string>();

/**
 * The connection for sending a recording. A server other than the page's own is asked for its models
 * first, so that no recording goes to something that is not Nghe.
 *
 * @throws ServiceError if the server does not answer like Nghe
 */
export async function trustedConnection(): Promise<Connection> {
  const connected = connection();
  if (connected.server !== location.origin && !verified.has(connected.server)) {
    await ask(connected);
  }
  return connected;
}

async function ask(connected: Connection): Promise<readonly string[]> {
  try {
    const names = await listModels(connected, AbortSignal.timeout(10_000));
    verified.add(connected.server);
    return names;
  } catch (problem) {
    if (problem instanceof ServiceError && isOnlyAboutModels(problem)) {
      verified.add(connected.server);
      return [];
    }
    throw problem;
  }
}

/** The most that the service accepts (keywords[]). */
const MOST_HOT_WORDS = 1000;

export function transcriptionOptions(): TranscriptionOptions {
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

/** The models of the service, as of the last request. */
export const models = signal<readonly string[]>([]);

/** The code of the error of the last request for models, if it failed. */
export const refusal = signal<string | undefined>(undefined);

/** Asks the service for its models, which also checks the address and the key. */
export async function askForModels(): Promise<void> {
  const asked = connection();
  let names: readonly string[] = [];
  let problem: string | undefined;
  try {
    names = await ask(asked);
  } catch (cause) {
    problem = cause instanceof ServiceError ? cause.code : "unexpected";
  }
  // The settings may have changed during the request.
  const { server, key, fault } = connection();
  if (server === asked.server && key === asked.key && fault === asked.fault) {
    models.value = names;
    refusal.value = problem;
  }
}
