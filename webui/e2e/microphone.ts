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

/** Writes the clip: a sentence, and silence after it, so that repetitions are apart. */
export default function makeClip(): void {
  const speech = readFileSync(SPEECH);
  const pause = Buffer.alloc(PAUSE_SECONDS * speech.readUInt32LE(28));
  const clip = Buffer.concat([speech, pause]);
  clip.writeUInt32LE(clip.length - 8, 4);
  clip.writeUInt32LE(clip.length - 44, 40);
  mkdirSync(dirname(CLIP), { recursive: true });
  writeFileSync(CLIP, clip);
}
