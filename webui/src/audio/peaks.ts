// SPDX-License-Identifier: Apache-2.0

/** Hz; enough for the envelope of speech. An hour takes 115 MB while it is decoded. */
const RATE = 8000;

/**
 * The loudest sample of each of `count` equal parts of a recording, 0 to 1.
 *
 * @throws DOMException if this browser cannot decode it
 */
export async function peaksOf(file: Blob, count: number): Promise<Float32Array> {
  const decoder = new OfflineAudioContext(1, 1, RATE);
  const sound = await decoder.decodeAudioData(await file.arrayBuffer());
  return peaks(sound.getChannelData(0), count);
}

export function peaks(samples: Float32Array, count: number): Float32Array {
  const out = new Float32Array(count);
  for (let at = 0; at < samples.length; at++) {
    const part = Math.floor((at * count) / samples.length);
    out[part] = Math.max(out[part] ?? 0, Math.abs(samples[at] ?? 0));
  }
  return out;
}
