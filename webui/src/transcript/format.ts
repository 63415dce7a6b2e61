// SPDX-License-Identifier: Apache-2.0
import { fullText, textOf, type Segment, type Transcript } from "./transcript";

export type Format = "txt" | "srt" | "vtt" | "json";

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  txt: "text/plain;charset=utf-8",
  srt: "application/x-subrip;charset=utf-8",
  vtt: "text/vtt;charset=utf-8",
  json: "application/json",
};

/** Formats a transcript with its edits as a file that ends with a line feed. */
export function write(transcript: Transcript, format: Format): string {
  switch (format) {
    case "txt":
      return `${fullText(transcript)}\n`;
    case "srt":
      return cues(transcript)
        .map((cue, at) => `${at + 1}\n${span(cue, ",")}\n${textOf(cue)}\n`)
        .join("\n");
    case "vtt":
      return `WEBVTT\n\n${cues(transcript)
        .map((cue) => `${span(cue, ".")}\n${escapeVtt(textOf(cue))}\n`)
        .join("\n")}`;
    case "json":
      return `${JSON.stringify(json(transcript), null, 2)}\n`;
  }
}

function cues(transcript: Transcript): Segment[] {
  return transcript.segments.filter((segment) => textOf(segment) !== "");
}

function span(segment: Segment, point: string): string {
  return `${timestamp(segment.start, point)} --> ${timestamp(segment.end, point)}`;
}

/** HH:MM:SS and milliseconds, as SubRip (comma) and WebVTT (full stop) write them. */
export function timestamp(seconds: number, point: string): string {
  const milliseconds = Math.round(seconds * 1000);
  const pad = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, "0");
  return (
    `${pad(milliseconds / 3_600_000, 2)}:${pad((milliseconds / 60_000) % 60, 2)}:` +
    `${pad((milliseconds / 1000) % 60, 2)}${point}${pad(milliseconds % 1000, 3)}`
  );
}

/** Cue text of WebVTT can contain tags and character references. */
function escapeVtt(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;");
}

/** OpenAI's verbose_json, with the confidence of words. */
function json(transcript: Transcript): object {
  return {
    language: transcript.language,
    duration: transcript.duration,
    text: transcript.segments.map(textOf).filter(Boolean).join(" "),
    segments: transcript.segments.map((segment, id) => ({
      id,
      start: segment.start,
      end: segment.end,
      text: textOf(segment),
    })),
    words: transcript.segments
      .filter((segment) => segment.edited === undefined)
      .flatMap((segment) => segment.words)
      .map(({ text, start, end, confidence }) => ({
        word: text,
        start,
        end,
        ...(confidence === undefined ? {} : { confidence }),
      })),
  };
}
