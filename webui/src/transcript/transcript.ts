// SPDX-License-Identifier: Apache-2.0

/** A word with its time. */
export interface Word {
  readonly text: string;
  /** Seconds from the beginning of the recording. */
  readonly start: number;
  readonly end: number;
  /** How likely the word is right, 0 to 1; absent if the service does not report it. */
  readonly confidence?: number;
}

/** Words that are shown together: a cue of a subtitle file. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly words: readonly Word[];
  /** The text as a person edited it; absent without an edit. */
  readonly edited?: string;
}

export interface Transcript {
  readonly segments: readonly Segment[];
  /** Length of the recording in seconds. */
  readonly duration: number;
  readonly language: string;
  readonly model: string;
}

/** Words below this confidence are marked. A confidence is the probability that the word is right. */
export const LOW_CONFIDENCE = 0.6;

/** A pause of at least this many seconds begins a new segment. */
const PAUSE = 0.8;
/** Two lines of 42 characters, as the subtitle guides of broadcasters ask for. */
const LONGEST = 84;

export function textOf(segment: Segment): string {
  return segment.edited ?? segment.words.map((word) => word.text).join(" ");
}

export function fullText(transcript: Transcript): string {
  return transcript.segments
    .map(textOf)
    .filter((text) => text !== "")
    .join("\n");
}

/** Groups words into segments: at pauses, and where a segment would become too long to read. */
export function segmentsOf(words: readonly Word[]): Segment[] {
  const segments: Segment[] = [];
  let open: Word[] = [];
  let length = 0;
  const close = () => {
    const first = open[0];
    const last = open.at(-1);
    if (first && last) {
      segments.push({ start: first.start, end: last.end, words: open });
    }
    open = [];
    length = 0;
  };
  for (const word of words) {
    const last = open.at(-1);
    if (last && (word.start - last.end >= PAUSE || length + 1 + word.text.length > LONGEST)) {
      close();
    }
    open.push(word);
    length += word.text.length + (length === 0 ? 0 : 1);
  }
  close();
  return segments;
}

/** The transcript with another text for one segment, which keeps its times. */
export function withEdit(transcript: Transcript, index: number, text: string): Transcript {
  const cleaned = text.replace(/\s+/gu, " ").trim();
  return {
    ...transcript,
    segments: transcript.segments.map((segment, at) => {
      if (at !== index || cleaned === textOf(segment)) {
        return segment;
      }
      const heard = { start: segment.start, end: segment.end, words: segment.words };
      return cleaned === textOf(heard) ? heard : { ...heard, edited: cleaned };
    }),
  };
}

/** The word at a time, as the indices of its segment and of the word in it. */
export function wordAt(transcript: Transcript, time: number): [number, number] | undefined {
  const at = transcript.segments.findIndex((segment) => time < segment.end);
  const segment = transcript.segments[at];
  if (!segment || time < segment.start) {
    return undefined;
  }
  const word = segment.words.findIndex((candidate) => time < candidate.end);
  return word < 0 ? undefined : [at, word];
}
