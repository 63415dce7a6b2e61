// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const SPEECH = new URL(
  "../../engine/src/test/resources/speech/cv9-vi-26202343.wav",
  import.meta.url,
);

/** The file that Chromium's fake microphone plays in a loop. */
export const CLIP = fileURLToPath(new URL("../node_modules/.cache/nghe/clip.wav", import.meta.url));

/** Seconds; long enough for the service to end the utterance. */
const PAUSE_SECONDS = 2;

/** Length of a canonical WAV header, and the offset of its bytes per second. */
const HEADER = 44;
const RATE = 28;

/** Writes the clip: a sentence and silence after it, which separates repetitions. */
export default function makeClip(): void {
  const speech = readFileSync(SPEECH);
  const pause = Buffer.alloc(PAUSE_SECONDS * speech.readUInt32LE(RATE));
  mkdirSync(dirname(CLIP), { recursive: true });
  writeFileSync(CLIP, wavOf(speech, [speech.subarray(HEADER), pause]));
}

/** The clip repeated, as a file to upload. */
export function longRecording(name: string, times: number) {
  const clip = readFileSync(CLIP);
  const sounds = Array.from({ length: times }, () => clip.subarray(HEADER));
  return { name, mimeType: "audio/wav", buffer: wavOf(clip, sounds) };
}

/** The length of a WAV file, in seconds. */
export function secondsOf(file: Buffer): number {
  return (file.length - HEADER) / file.readUInt32LE(RATE);
}

/** Concatenates samples into a file with the header of another. */
function wavOf(like: Buffer, sounds: readonly Buffer[]): Buffer {
  const file = Buffer.concat([like.subarray(0, HEADER), ...sounds]);
  file.writeUInt32LE(file.length - 8, 4);
  file.writeUInt32LE(file.length - HEADER, 40);
  return file;
}
