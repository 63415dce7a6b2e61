// SPDX-License-Identifier: Apache-2.0
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Transcript } from "../transcript/transcript";

/** A saved recording or upload and its transcript. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Absent until it is transcribed. */
  readonly transcript?: Transcript;
  /** The code of the error because of which it has no transcript. */
  readonly fault?: string;
}

interface Schema extends DBSchema {
  entries: { key: string; value: Entry; indexes: { at: number } };
  /** The audio of entries, in a store of its own so that the list is quick to read. */
  sounds: { key: string; value: Blob };
  /** The audio of a recording in progress, in pieces. */
  pieces: { key: [string, number]; value: Int16Array };
}

/** Recordings and transcripts in IndexedDB, which never leave the browser. */
export class Database {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  static async open(name = "nghe"): Promise<Database> {
    const db = await openDB<Schema>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("entries", { keyPath: "id" }).createIndex("at", "at");
        fresh.createObjectStore("sounds");
        fresh.createObjectStore("pieces");
      },
    });
    return new Database(db);
  }

  /** All entries, newest first. */
  async entries(): Promise<Entry[]> {
    return (await this.db.getAllFromIndex("entries", "at")).reverse();
  }

  async put(entry: Entry, sound?: Blob): Promise<void> {
    const change = this.db.transaction(["entries", "sounds"], "readwrite");
    await change.objectStore("entries").put(entry);
    if (sound) {
      await change.objectStore("sounds").put(sound, entry.id);
    }
    await change.done;
  }

  sound(id: string): Promise<Blob | undefined> {
    return this.db.get("sounds", id);
  }

  async remove(id: string): Promise<void> {
    const change = this.db.transaction(["entries", "sounds"], "readwrite");
    await change.objectStore("entries").delete(id);
    await change.objectStore("sounds").delete(id);
    await change.done;
  }

  async clear(): Promise<void> {
    const change = this.db.transaction(["entries", "sounds"], "readwrite");
    await change.objectStore("entries").clear();
    await change.objectStore("sounds").clear();
    await change.done;
  }

  /** Stores the next piece of a recording, so that a reload of the page does not lose it. */
  async keepPiece(recording: string, index: number, samples: Int16Array): Promise<void> {
    await this.db.put("pieces", samples, [recording, index]);
  }

  /** The audio of recordings that were in progress when a page was closed, by recording. */
  async leftRecordings(): Promise<Map<string, Int16Array[]>> {
    const left = new Map<string, Int16Array[]>();
    let cursor = await this.db.transaction("pieces").store.openCursor();
    while (cursor) {
      const [recording] = cursor.key;
      left.set(recording, [...(left.get(recording) ?? []), cursor.value]);
      cursor = await cursor.continue();
    }
    return left;
  }

  async dropPieces(recording: string): Promise<void> {
    await this.db.delete("pieces", IDBKeyRange.bound([recording], [recording, []]));
  }

  close(): void {
    this.db.close();
  }
}
