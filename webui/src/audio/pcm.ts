// SPDX-License-Identifier: Apache-2.0

/** Samples per second, as OpenAI's realtime protocol requires. */
export const SAMPLE_RATE = 24_000;

/** Converts Web Audio samples, -1 to 1, to 16-bit PCM. */
export function toPcm16(samples: Float32Array): Int16Array {
  const pcm = new Int16Array(samples.length);
  for (let at = 0; at < samples.length; at++) {
    const sample = Math.max(-1, Math.min(1, samples[at] ?? 0));
    pcm[at] = Math.round(sample * 32_767);
  }
  return pcm;
}

/** Base64 of the samples in memory order, which is little endian wherever browsers run. */
export function base64(samples: Int16Array): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  let text = "";
  // The arguments of a call are on the stack, which is limited.
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}

/** A WAV file of mono 16-bit PCM at {@link SAMPLE_RATE}. */
export function wav(chunks: readonly Int16Array[]): Blob {
  const bytes = 2 * chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const header = new DataView(new ArrayBuffer(44));
  const ascii = (at: number, text: string) =>
    Array.from(text, (letter, offset) => header.setUint8(at + offset, letter.charCodeAt(0)));
  ascii(0, "RIFF");
  header.setUint32(4, 36 + bytes, true);
  ascii(8, "WAVEfmt ");
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, SAMPLE_RATE, true);
  header.setUint32(28, 2 * SAMPLE_RATE, true);
  header.setUint16(32, 2, true);
  header.setUint16(34, 16, true);
  ascii(36, "data");
  header.setUint32(40, bytes, true);
  return new Blob([header, ...(chunks as Int16Array<ArrayBuffer>[])], { type: "audio/wav" });
}

/** Root mean square of samples, 0 to 1. */
export function level(samples: Int16Array): number {
  let energy = 0;
  for (const sample of samples) {
    energy += (sample / 32_768) ** 2;
  }
  return samples.length === 0 ? 0 : Math.sqrt(energy / samples.length);
}
