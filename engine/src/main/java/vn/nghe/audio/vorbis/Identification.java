// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.vorbis;

import java.util.Locale;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/**
 * The first header of a Vorbis stream (Vorbis I, section 4.2.2).
 *
 * @param channels 1 to 8
 * @param sampleRate samples per second and channel, at least 1
 * @param shortBlock samples of a short block, two of which overlap: a power of two, 64 to 8192
 * @param longBlock samples of a long block, at least as many
 */
public record Identification(int channels, long sampleRate, int shortBlock, int longBlock) {
  /** First characters of the header. */
  public static final String MARK = "\u0001vorbis";

  /** More have no order that Vorbis defines. */
  private static final int MOST_CHANNELS = 8;

  private static final int SMALLEST_BLOCK = 6;
  private static final int LARGEST_BLOCK = 13;

  /**
   * Reads the header.
   *
   * @param packet the whole header
   * @param at where it lies in the input, for faults
   */
  static Identification read(byte[] packet, long at) {
    ByteReader in = ByteReader.of(packet);
    if (packet.length < 30 || !in.finds(MARK, 0)) {
      throw AudioException.malformed("The Vorbis identification header is not one", at);
    }
    in.skip(MARK.length(), "the Vorbis header");
    long version = in.littleUnsigned32();
    int channels = in.unsigned8();
    long sampleRate = in.littleUnsigned32();
    in.skip(12, "the bit rates, which no decoder needs");
    int blocks = in.unsigned8();
    int shorter = blocks & 15;
    int longer = blocks >> 4;
    if (version != 0 || channels > MOST_CHANNELS) {
      throw AudioException.unsupported(
          "Vorbis of version " + version + " with " + channels + " channels is not supported",
          "send version 0 with up to " + MOST_CHANNELS + " channels");
    }
    if (channels == 0
        || sampleRate == 0
        || shorter < SMALLEST_BLOCK
        || longer < shorter
        || longer > LARGEST_BLOCK
        || (in.unsigned8() & 1) == 0) {
      throw AudioException.malformed(
          String.format(
              Locale.ROOT,
              "The Vorbis header states %d channels, %d Hz and blocks of 2^%d and 2^%d samples",
              channels,
              sampleRate,
              shorter,
              longer),
          at);
    }
    return new Identification(channels, sampleRate, 1 << shorter, 1 << longer);
  }
}
