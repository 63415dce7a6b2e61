// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/**
 * The parameters of a frame, whose bits are sent in the order in which errors in them hurt (TS
 * 26.101 and TS 26.201).
 */
final class FrameBits {
  private final boolean[] bits;
  private int position;

  /**
   * Puts the bits of a frame in the order of its parameters.
   *
   * @param order which bit of the parameters each bit of the frame is
   * @param frame holds the frame
   * @param from index of the first byte after its header
   */
  FrameBits(int[] order, byte[] frame, int from) {
    bits = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      bits[order[i]] = ((frame[from + i / 8] >> (7 - i % 8)) & 1) != 0;
    }
  }

  /** Reads the next parameter. */
  int next(int width) {
    int value = 0;
    for (int end = position + width; position < end; position++) {
      value = 2 * value + (bits[position] ? 1 : 0);
    }
    return value;
  }
}
