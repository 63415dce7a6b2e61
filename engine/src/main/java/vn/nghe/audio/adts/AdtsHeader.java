// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.adts;

import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.FrameWalk;

/**
 * What stands before each frame of AAC in a bare stream (ADTS, ISO/IEC 13818-7, 6.2).
 *
 * @param profile what kind of AAC it is: Main, LC, SSR or LTP
 * @param rateIndex number of the sampling rate, 0 to 12
 * @param channels the channel configuration; 0 if a frame tells
 * @param bytes bytes of the header, with its check
 * @param frameBytes bytes of header and frame
 * @param blocks how many times 1024 samples the frame holds, 1 to 4
 */
public record AdtsHeader(
    int profile, int rateIndex, int channels, int bytes, int frameBytes, int blocks)
    implements FrameWalk.Header<AdtsHeader> {
  /** No header. */
  public static final AdtsHeader NONE = new AdtsHeader(0, 0, 0, 0, 0, 0);

  /** Bytes of a header without check. */
  static final int LEAST_BYTES = 7;

  /** The length is sent in 13 bits. */
  static final int MOST_FRAME_BYTES = (1 << 13) - 1;

  private static final int CHECK_BYTES = 2;
  private static final int RATES = 13;

  /**
   * Reads what stands at {@code position}.
   *
   * @return {@link #NONE} if that is no header, or one that does not end before {@code end}
   */
  public static AdtsHeader at(ByteReader in, long position, long end) {
    if (end - position < LEAST_BYTES) {
      return NONE;
    }
    in.seek(position);
    int first = in.bigUnsigned16();
    // Twelve ones, whichever of two versions, no layer, and whether the check is missing.
    if ((first & 0xFFF6) != 0xFFF0) {
      return NONE;
    }
    int bytes = LEAST_BYTES + ((first & 1) == 1 ? 0 : CHECK_BYTES);
    int second = in.unsigned8();
    int rateIndex = (second >> 2) & 15;
    long rest = in.bigUnsigned32();
    int frameBytes = (int) (rest >> 13) & MOST_FRAME_BYTES;
    if (rateIndex >= RATES || frameBytes <= bytes) {
      return NONE;
    }
    int channels = ((second & 1) << 2) | (int) (rest >>> 30);
    return new AdtsHeader(
        second >> 6, rateIndex, channels, bytes, frameBytes, (int) (rest & 3) + 1);
  }

  /** Whether this is a header and of the same stream as another. */
  @Override
  public boolean continues(AdtsHeader other) {
    return frameBytes > 0
        && profile == other.profile
        && rateIndex == other.rateIndex
        && channels == other.channels;
  }

  boolean hasCheck() {
    return bytes > LEAST_BYTES;
  }
}
