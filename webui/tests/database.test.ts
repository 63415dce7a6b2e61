// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../src/store/database";

let database: Database;
let name = 0;

beforeEach(async () => {
  database = await Database.open(`test-${name++}`);
});

afterEach(() => database.close());

describe("the database", () => {
  it("lists entries newest first", async () => {
    await database.put({ id: "a", name: "A", at: 1 });
    await database.put({ id: "b", name: "B", at: 2 }, new Blob(["sound"]));
    expect((await database.entries()).map(({ id }) => id)).toEqual(["b", "a"]);
    expect(await database.sound("a")).toBeUndefined();
    expect(await database.sound("b")).toBeDefined();
  });

  it("removes an entry with its audio", async () => {
    await database.put({ id: "a", name: "A", at: 1 }, new Blob(["sound"]));
    await database.remove("a");
    expect(await database.entries()).toEqual([]);
    expect(await database.sound("a")).toBeUndefined();
  });

  it("returns the pieces of a recording in order, beyond ten too", async () => {
    for (let at = 0; at < 12; at++) {
      await database.keepPiece("r", at, Int16Array.of(at));
    }
    await database.keepPiece("other", 0, Int16Array.of(99));
    const left = await database.leftRecordings();
    expect(left.get("r")?.map(([first]) => first)).toEqual([...Array(12).keys()]);

    await database.dropPieces("r");
    expect([...(await database.leftRecordings()).keys()]).toEqual(["other"]);
  });
});
