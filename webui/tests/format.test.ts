// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { timestamp, write } from "../src/transcript/format";
import { withEdit, type Transcript } from "../src/transcript/transcript";

const TRANSCRIPT: Transcript = {
  duration: 4.2,
  language: "vi",
  model: "nghe-base-vi",
  segments: [
    {
      start: 0.5,
      end: 1.25,
      words: [
        { text: "xin", start: 0.5, end: 0.8, confidence: 0.99 },
        { text: "chào", start: 0.9, end: 1.25 },
      ],
    },
    {
      start: 3,
      end: 4,
      words: [{ text: "a", start: 3, end: 4 }],
      edited: "A < B & C",
    },
  ],
};

describe("a transcript is formatted", () => {
  it("as text, a segment a line", () => {
    expect(write(TRANSCRIPT, "txt")).toBe("xin chào\nA < B & C\n");
  });

  it("as SubRip, with numbers and commas", () => {
    expect(write(TRANSCRIPT, "srt")).toBe(
      "1\n00:00:00,500 --> 00:00:01,250\nxin chào\n\n" +
        "2\n00:00:03,000 --> 00:00:04,000\nA < B & C\n",
    );
  });

  it("as WebVTT, with what would be markup escaped", () => {
    expect(write(TRANSCRIPT, "vtt")).toBe(
      "WEBVTT\n\n00:00:00.500 --> 00:00:01.250\nxin chào\n\n" +
        "00:00:03.000 --> 00:00:04.000\nA &lt; B &amp; C\n",
    );
  });

  it("as JSON, without words for edited text", () => {
    expect(JSON.parse(write(TRANSCRIPT, "json"))).toEqual({
      language: "vi",
      duration: 4.2,
      text: "xin chào A < B & C",
      segments: [
        { id: 0, start: 0.5, end: 1.25, text: "xin chào" },
        { id: 1, start: 3, end: 4, text: "A < B & C" },
      ],
      words: [
        { word: "xin", start: 0.5, end: 0.8, confidence: 0.99 },
        { word: "chào", start: 0.9, end: 1.25 },
      ],
    });
  });

  it("without segments whose text was deleted", () => {
    expect(write(withEdit(TRANSCRIPT, 0, ""), "srt")).toMatch(/^1\n00:00:03,000/u);
  });
});

describe("a time", () => {
  it.each([
    [0, "00:00:00.000"],
    [59.9996, "00:01:00.000"],
    [3599.999, "00:59:59.999"],
    [36_000.5, "10:00:00.500"],
  ])("of %s s is %s", (seconds, text) => {
    expect(timestamp(seconds, ".")).toBe(text);
  });
});
