// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { segmentsOf, textOf, withEdit, wordAt, type Word } from "../src/transcript/transcript";

function word(text: string, start: number, end: number): Word {
  return { text, start, end };
}

const WORDS = [word("một", 0, 0.4), word("hai", 0.5, 0.9), word("ba", 2, 2.4)];
const TRANSCRIPT = { segments: segmentsOf(WORDS), duration: 3, language: "vi", model: "m" };

describe("segments", () => {
  it("end where the speaker pauses", () => {
    expect(TRANSCRIPT.segments.map(textOf)).toEqual(["một hai", "ba"]);
    expect(TRANSCRIPT.segments.map(({ start, end }) => [start, end])).toEqual([
      [0, 0.9],
      [2, 2.4],
    ]);
  });

  it("hold no more than two lines of subtitles", () => {
    const many = Array.from({ length: 100 }, (_, at) => word("nghiêng", at / 2, at / 2 + 0.4));
    const segments = segmentsOf(many);
    expect(Math.max(...segments.map((segment) => textOf(segment).length))).toBeLessThanOrEqual(84);
    expect(segments.flatMap((segment) => segment.words)).toEqual(many);
  });

  it("are none without words", () => {
    expect(segmentsOf([])).toEqual([]);
  });
});

describe("an edit", () => {
  it("replaces the text of its segment alone, without stray spaces", () => {
    const edited = withEdit(TRANSCRIPT, 1, "  bốn \n năm ");
    expect(edited.segments.map(textOf)).toEqual(["một hai", "bốn năm"]);
    expect(edited.segments[0]).toBe(TRANSCRIPT.segments[0]);
  });

  it("back to the recognised text is no edit", () => {
    const there = withEdit(TRANSCRIPT, 0, "khác");
    expect(withEdit(there, 0, "một hai")).toEqual(TRANSCRIPT);
  });
});

describe("the word at a time", () => {
  it.each([
    [0.2, [0, 0]],
    [0.45, [0, 1]],
    [2.1, [1, 0]],
    [1.5, undefined],
    [9, undefined],
  ])("at %s s is %s", (time, place) => {
    expect(wordAt(TRANSCRIPT, time)).toEqual(place);
  });
});
