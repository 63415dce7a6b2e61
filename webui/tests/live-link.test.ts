// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LiveLink, slice, type LinkState } from "../src/dictation/live-link";
import type { Word } from "../src/transcript/transcript";
import { Endpoint, type Peer } from "./server";

const TRANSCRIPTION = "conversation.item.input_audio_transcription.";

let endpoint: Endpoint;
let states: LinkState[];
let partials: string[];
let words: Word[];
let link: LiveLink;
let noticed: (() => void)[];

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise<void>((resolve) => noticed.push(resolve));
  }
}

/** Wakes those who wait in {@link until}. */
function notice(_count: number): void {
  noticed.splice(0).forEach((wake) => wake());
}

beforeEach(async () => {
  endpoint = await Endpoint.open();
  states = [];
  partials = [];
  words = [];
  noticed = [];
  link = new LiveLink(
    { server: endpoint.url, key: "nghe_key" },
    { model: "m", hotWords: ["Nghe"] },
    {
      state: (state) => notice(states.push(state)),
      partial: (text) => notice(partials.push(text)),
      final: (more) => notice(words.push(...more)),
    },
  );
});

afterEach(() => {
  link.stop();
  endpoint.close();
});

/** A second of samples of one value. */
function second(value: number): Int16Array {
  return new Int16Array(24_000).fill(value);
}

/** A session that has sent a second of audio and asked for the rest of its text. */
async function finishing(): Promise<{ peer: Peer; finished: Promise<boolean> }> {
  const peer = await endpoint.next();
  await peer.welcome();
  await until(() => states.at(-1) === "live");
  link.append(second(1));
  const finished = link.finish();
  await peer.until(() => peer.received.at(-1)?.type === "input_audio_buffer.clear");
  return { peer, finished };
}

async function completed(peer: Peer, item: string, word: string, start: number, end: number) {
  const before = words.length;
  peer.send({
    type: `${TRANSCRIPTION}completed`,
    item_id: item,
    transcript: word,
    words: [{ word, start, end, confidence: 0.9 }],
  });
  await until(() => words.length > before);
}

describe("a session", () => {
  it("gives its key as a subprotocol and asks for partial text, words and hot words", async () => {
    const peer = await endpoint.next();
    await peer.welcome();
    expect(peer.protocols).toBe("realtime,openai-insecure-api-key.nghe_key");
    expect(peer.received[0]).toMatchObject({
      session: {
        type: "transcription",
        audio: {
          input: {
            format: { type: "audio/pcm", rate: 24_000 },
            transcription: { model: "m", keywords: ["Nghe"] },
          },
        },
        nghe: { partials: true, words: true },
      },
    });
  });

  it("sends audio from before it was opened", async () => {
    link.append(second(7));
    const peer = await endpoint.next();
    await peer.welcome();
    await peer.until(() => peer.sound.length === 48_000);
    expect(peer.sound.readInt16LE(0)).toBe(7);
  });

  it("reports final text before partial text", async () => {
    const peer = await endpoint.next();
    await peer.welcome();
    peer.send({ type: `${TRANSCRIPTION}delta`, item_id: "a", delta: "xin chào" });
    peer.send({ type: "nghe.input_audio_transcription.partial", item_id: "a", text: "các" });
    await until(() => partials.at(-1) === "xin chào các");
    expect(words).toEqual([]);
  });

  it("ends with the complete text", async () => {
    const { peer, finished } = await finishing();
    expect(peer.sound.length).toBe(48_000);
    await completed(peer, "a", "xin", 0.1, 0.4);
    peer.send({ type: "input_audio_buffer.cleared" });
    expect(await finished).toBe(true);
    expect(words.map(({ text }) => text)).toEqual(["xin"]);
  });

  it("does not treat silence as an error", async () => {
    const peer = await endpoint.next();
    await peer.welcome();
    await until(() => states.at(-1) === "live");
    const finished = link.finish();
    peer.send({ type: "error", error: { code: "input_audio_buffer_commit_empty" } });
    peer.send({ type: "input_audio_buffer.cleared" });
    expect(await finished).toBe(true);
  });
});

describe("a connection that breaks", () => {
  it("loses no audio: what has no final text is sent again with its own times", async () => {
    const first = await endpoint.next();
    await first.welcome();
    link.append(second(1));
    link.append(second(2));
    await completed(first, "a", "một", 0.2, 1);
    first.cut();
    await until(() => states.at(-1) === "lost");
    link.append(second(3));

    const again = await endpoint.next();
    await again.welcome();
    await again.until(() => again.sound.length === 2 * 48_000);
    expect(again.sound.readInt16LE(0)).toBe(2);
    expect(again.sound.readInt16LE(48_000)).toBe(3);
    await completed(again, "b", "hai", 0.5, 0.9);
    expect(words.map(({ start }) => start)).toEqual([0.2, 1.5]);
    expect(states).toEqual(["connecting", "live", "lost", "lost", "live"]);
  });

  it("at the end reports that the text is incomplete", async () => {
    const { peer, finished } = await finishing();
    peer.cut();
    expect(await finished).toBe(false);
    expect(link.chunks.length).toBe(1);
  });

  it("is not opened again with an invalid key", async () => {
    const peer = await endpoint.next();
    peer.send({ type: "error", error: { code: "invalid_api_key" } });
    await until(() => states.at(-1) === "none");
    expect(link.fault).toBe("invalid_api_key");
  });

  it("that never opened does not disturb the recording", async () => {
    (await endpoint.next()).cut();
    (await endpoint.next()).cut();
    await until(() => states.at(-1) === "none");
    link.append(second(1));
    expect(await link.finish()).toBe(false);
    expect(link.seconds).toBe(1);
  });
});

describe("a slice of chunks", () => {
  const chunks = [Int16Array.of(0, 1, 2), Int16Array.of(3), Int16Array.of(4, 5)];

  it.each([
    [0, 6, [0, 1, 2, 3, 4, 5]],
    [2, 5, [2, 3, 4]],
    [5, 6, [5]],
    [3, 3, []],
  ])("from %s to %s", (from, to, expected) => {
    expect([...slice(chunks, from, to)]).toEqual(expected);
  });
});
