// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const SPEECH = new URL(
  "../../engine/src/test/resources/speech/cv9-vi-26202343.wav",
  import.meta.url,
);

/** Where the sound of the fake microphone lies; Chromium plays it again and again. */
export const CLIP = fileURLToPath(new URL("../node_modules/.cache/nghe/clip.wav", import.meta.url));

/** Long enough for the service to take the sentence for finished. */
const PAUSE_SECONDS = 2;

/** Bytes before the sound of a plain WAV file, and where it says how many of them a second takes. */
const HEADER = 44;
const RATE = 28;

/** Writes the clip: a sentence, and silence after it, so that repetitions are apart. */
export default function makeClip(): void {
  const speech = readFileSync(SPEECH);
  const pause = Buffer.alloc(PAUSE_SECONDS * speech.readUInt32LE(RATE));
  mkdirSync(dirname(CLIP), { recursive: true });
  writeFileSync(CLIP, wavOf(speech, [speech.subarray(HEADER), pause]));
}

/** The clip so many times over, as a file to be uploaded. */
export function longRecording(name: string, times: number) {
  const clip = readFileSync(CLIP);
  const sounds = Array.from({ length: times }, () => clip.subarray(HEADER));
  return { name, mimeType: "audio/wav", buffer: wavOf(clip, sounds) };
}

/** How long a WAV file is. */
export function secondsOf(file: Buffer): number {
  return (file.length - HEADER) / file.readUInt32LE(RATE);
}

/** Sounds one after the other, as a file like another. */
function wavOf(like: Buffer, sounds: readonly Buffer[]): Buffer {
  const file = Buffer.concat([like.subarray(0, HEADER), ...sounds]);
  file.writeUInt32LE(file.length - 8, 4);
  file.writeUInt32LE(file.length - HEADER, 40);
  return file;
}
