// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes WAV files of 16 kHz, one channel, 16 bits, honest or not. */
final class Wav {
  static final int HEADER = 44;

  private static final int RATE = 16_000;
  private static final int BYTES_PER_SAMPLE = 2;

  private Wav() {}

  static byte[] silence(int samples) {
    int bytes = BYTES_PER_SAMPLE * samples;
    return withHeader(bytes, bytes);
  }

  /** Sounds one after the other. */
  static byte[] of(byte[]... samples) {
    int bytes = 0;
    for (byte[] sound : samples) {
      bytes += sound.length;
    }
    ByteBuffer file = ByteBuffer.wrap(withHeader(bytes, bytes)).position(HEADER);
    for (byte[] sound : samples) {
      file.put(sound);
    }
    return file.array();
  }

  /** The sound of a file as long as it is, many times. */
  static byte[] repeated(byte[] file, int times) {
    byte[][] samples = new byte[times][];
    Arrays.fill(samples, Arrays.copyOfRange(file, HEADER, file.length));
    return of(samples);
  }

  /**
   * A header that promises {@code announced} bytes of sound, and {@code given} bytes of it.
   *
   * @param announced as an unsigned 32-bit number
   */
  static byte[] withHeader(long announced, int given) {
    ByteBuffer file = ByteBuffer.allocate(HEADER + given).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt((int) (36 + announced)).put(ascii("WAVE"));
    file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    file.putInt(RATE).putInt(BYTES_PER_SAMPLE * RATE);
    file.putShort((short) BYTES_PER_SAMPLE).putShort((short) (8 * BYTES_PER_SAMPLE));
    file.put(ascii("data")).putInt((int) announced);
    return file.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
