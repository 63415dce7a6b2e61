// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Real clips as the formats of realtime sessions have them. */
final class Speech {
  /** Bytes of 24 kHz sound in 0.1 s. */
  static final int TENTH = 4800;

  private Speech() {}

  /** A clip at 24 kHz, between whose samples are straight lines. */
  static byte[] pcm(String wav) {
    short[] samples = samples(wav);
    int count = samples.length * 3 / 2;
    ByteBuffer sound = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      int before = 2 * i / 3;
      double past = 2.0 * i / 3 - before;
      int after = Math.min(before + 1, samples.length - 1);
      sound.putShort((short) Math.round(samples[before] * (1 - past) + samples[after] * past));
    }
    return sound.array();
  }

  /** Nothing to hear, at 24 kHz. */
  static byte[] silence(double seconds) {
    return new byte[2 * (int) (24_000 * seconds)];
  }

  static byte[] join(byte[]... sounds) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] sound : sounds) {
      all.writeBytes(sound);
    }
    return all.toByteArray();
  }

  /** A clip at 8 kHz in G.711's μ-law, by the formula of its decoder turned round. */
  static byte[] muLaw(String wav) {
    short[] samples = samples(wav);
    byte[] codes = new byte[samples.length / 2];
    for (int i = 0; i < codes.length; i++) {
      int mean = (samples[2 * i] + samples[2 * i + 1]) / 2;
      int magnitude = Math.min(Math.abs(mean), 32_635) + 132;
      int exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
      int mantissa = magnitude >> (exponent + 3) & 15;
      codes[i] = (byte) ~((mean < 0 ? 0x80 : 0) | exponent << 4 | mantissa);
    }
    return codes;
  }

  private static short[] samples(String wav) {
    byte[] bytes = TestFiles.samples(wav);
    short[] samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
