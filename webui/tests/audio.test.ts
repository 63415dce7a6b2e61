// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { base64, level, SAMPLE_RATE, toPcm16, wav } from "../src/audio/pcm";
import { peaks } from "../src/audio/peaks";
import { Resampler } from "../src/audio/resampler";

function tone(rate: number, frequency: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, at) =>
    Math.sin((2 * Math.PI * frequency * at) / rate),
  );
}

describe("the resampler", () => {
  it.each([48_000, 44_100, 16_000])("keeps a tone of %s Hz as it is", (rate) => {
    const resampler = new Resampler(rate, SAMPLE_RATE);
    const out: number[] = [];
    const source = tone(rate, 440, 1);
    for (let at = 0; at < source.length; at += 1920) {
      out.push(...resampler.push(source.subarray(at, at + 1920)));
    }
    const expected = tone(SAMPLE_RATE, 440, 1);
    // The ends are within the filter's reach of silence.
    const inner = out.slice(200, -200).map((sample, at) => Math.abs(sample - (expected[at + 200] ?? 0)));
    expect(inner.length).toBeGreaterThan(SAMPLE_RATE * 0.97);
    // 60 dB down, as the filter is designed.
    expect(Math.max(...inner)).toBeLessThan(1e-3);
  });

  it("removes frequencies above half the lower rate", () => {
    const out = new Resampler(48_000, SAMPLE_RATE).push(tone(48_000, 18_000, 1));
    const loudest = Math.max(...out.slice(200, -200).map(Math.abs));
    expect(loudest).toBeLessThan(1e-2);
  });
});

describe("PCM", () => {
  it("is clipped and not wrapped", () => {
    expect([...toPcm16(Float32Array.of(2, -2, 0))]).toEqual([32_767, -32_767, 0]);
  });

  it("is base64 of little-endian bytes, however long", () => {
    const samples = Int16Array.from({ length: 30_000 }, (_, at) => at);
    const bytes = Buffer.from(base64(samples), "base64");
    expect(bytes.length).toBe(60_000);
    expect(bytes.readInt16LE(2 * 29_999)).toBe(29_999);
  });

  it("becomes a WAV file whose header has its length", async () => {
    const file = Buffer.from(await wav([Int16Array.of(1, 2), Int16Array.of(3)]).arrayBuffer());
    expect(file.toString("latin1", 0, 4)).toBe("RIFF");
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    expect(file.readUInt32LE(24)).toBe(24_000);
    expect(file.readUInt32LE(40)).toBe(6);
    expect(file.readInt16LE(48)).toBe(3);
  });

  it("has its root mean square as level", () => {
    expect(level(Int16Array.of(16_384, -16_384))).toBeCloseTo(0.5, 6);
    expect(level(new Int16Array())).toBe(0);
  });

  it("has peaks over its whole length", () => {
    expect([...peaks(Float32Array.of(0, -0.5, 0.25, 0), 2)]).toEqual([0.5, 0.25]);
  });
});
