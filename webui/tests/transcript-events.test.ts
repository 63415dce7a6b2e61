// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { type Recognised, TranscriptEvents } from "../src/api/transcript-events";

const told = (event: object) => `data: ${JSON.stringify(event)}\n\n`;

const WORD = { word: "xin", start: 0.1, end: 0.4, confidence: 0.9 };
const NEXT = { word: "chào", start: 0.5, end: 0.8, confidence: 0.8 };
const STREAM = [
  { type: "transcript.text.delta", delta: "xin", words: [WORD], progress: { seconds: 1, duration: 3 } },
  { type: "transcript.text.segment", id: "seg_0", start: 0.1, end: 0.4, text: "xin", speaker: "" },
  { type: "transcript.text.delta", delta: " chào", words: [NEXT], progress: { seconds: 3, duration: 3 } },
  { type: "transcript.text.done", text: "xin chào", usage: { type: "duration", seconds: 3 } },
]
  .map(told)
  .join("");

describe("a streamed transcript", () => {
  it("is the same however the stream is split", () => {
    const heard: Recognised[] = [];
    const events = new TranscriptEvents("m", (news) => heard.push(news));
    for (let length = 0; length <= STREAM.length; length++) {
      events.take(STREAM.slice(0, length));
    }
    expect(heard).toEqual([
      { seconds: 1, duration: 3, text: "xin" },
      { seconds: 3, duration: 3, text: "xin chào" },
    ]);
    expect(events.transcript()).toMatchObject({ duration: 3, model: "m" });
    expect(events.transcript().segments.flatMap(({ words }) => words)).toEqual([
      { text: "xin", start: 0.1, end: 0.4, confidence: 0.9 },
      { text: "chào", start: 0.5, end: 0.8, confidence: 0.8 },
    ]);
  });

  it("fails if the stream ends early", () => {
    const events = new TranscriptEvents("m", () => undefined);
    events.take(STREAM.slice(0, STREAM.indexOf("transcript.text.done")));
    expect(() => events.transcript()).toThrow("network");
  });

  it("fails with an error event after its start", () => {
    const events = new TranscriptEvents("m", () => undefined);
    expect(() =>
      events.take(told({ type: "error", error: { code: "deadline_exceeded", message: "x" } })),
    ).toThrow("deadline_exceeded");
  });
});
