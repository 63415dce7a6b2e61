// SPDX-License-Identifier: Apache-2.0
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Transcript } from "../transcript/transcript";

/** A recording that was made or dropped here, and what was heard in it. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Absent while it is still to be sent. */
  readonly transcript?: Transcript;
  /** The code of the error for which it was not sent when it was made. */
  readonly fault?: string;
}

interface Schema extends DBSchema {
  entries: { key: string; value: Entry; indexes: { at: number } };
  /** The sound of entries, apart from them, so that the list is quick to read. */
  sounds: { key: string; value: Blob };
  /** The sound of a recording that is being made, piece by piece. */
  pieces: { key: [string, number]; value: Int16Array };
}

/** What this browser remembers. Nothing of it leaves the browser. */
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

  /** All entries, the newest first. */
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

  /** Keeps the next piece of a recording, so that a reload of the page does not lose it. */
  async keepPiece(recording: string, index: number, samples: Int16Array): Promise<void> {
    await this.db.put("pieces", samples, [recording, index]);
  }

  /** Recordings that were being made when the page went away, with their sound. */
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
