// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { wav } from "../audio/pcm";
import { moment, t } from "../i18n/messages";
import type { Transcript } from "../transcript/transcript";
import { Database, type Entry } from "./database";

/** The saved entries, newest first. */
export const entries = signal<readonly Entry[]>([]);

/** Undefined without IndexedDB, as in some private windows; entries then last as long as the page. */
let database: Database | undefined;
const sounds = new Map<string, Blob>();

export async function openLibrary(): Promise<void> {
  try {
    database = await Database.open();
    entries.value = await database.entries();
    await recover(database);
  } catch {
    database = undefined;
  }
}

export async function save(entry: Entry, sound?: Blob): Promise<void> {
  const others = entries.value.filter(({ id }) => id !== entry.id);
  entries.value = [...others, entry].sort((a, b) => b.at - a.at);
  if (sound) {
    sounds.set(entry.id, sound);
  }
  try {
    await database?.put(entry, sound);
    if (database && sound) {
      sounds.delete(entry.id);
    }
  } catch {
    // The disk is full: the entry stays in memory.
  }
}

export async function saveTranscript(id: string, transcript: Transcript): Promise<void> {
  const entry = find(id);
  if (entry) {
    await save({ ...entry, transcript });
  }
}

export function find(id: string): Entry | undefined {
  return entries.value.find((entry) => entry.id === id);
}

export async function soundOf(id: string): Promise<Blob | undefined> {
  return sounds.get(id) ?? (await database?.sound(id));
}

export async function remove(id: string): Promise<void> {
  entries.value = entries.value.filter((entry) => entry.id !== id);
  sounds.delete(id);
  await database?.remove(id);
}

export async function clear(): Promise<void> {
  entries.value = [];
  sounds.clear();
  await database?.clear();
}

/** Stores a recording in progress. Its lock tells other tabs that a page is still recording. */
export class RecordingBackup {
  private index = 0;
  private release: (() => void) | undefined;

  constructor(private readonly recording: string) {
    const locks = navigator.locks as LockManager | undefined;
    void locks?.request(recording, () => new Promise<void>((resolve) => (this.release = resolve)));
  }

  async keep(samples: Int16Array): Promise<void> {
    try {
      await database?.keepPiece(this.recording, this.index++, samples);
    } catch {
      // The disk is full; the samples are also in memory.
    }
  }

  async drop(): Promise<void> {
    await database?.dropPieces(this.recording);
    this.release?.();
  }
}

/** Makes entries of recordings whose page was closed during them. */
async function recover(from: Database): Promise<void> {
  const locks = navigator.locks as LockManager | undefined;
  const held = new Set((await locks?.query())?.held?.map(({ name }) => name));
  for (const [recording, pieces] of await from.leftRecordings()) {
    if (!held.has(recording)) {
      const at = Date.now();
      const name = t("name.recovered", { time: moment(at) });
      await save({ id: recording, name, at }, wav(pieces));
      await from.dropPieces(recording);
    }
  }
}
