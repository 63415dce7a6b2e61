// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.gsm;

/** Reads numbers of a few bits from a block, in either order of bits. */
final class Bits {
  private final byte[] bytes;
  private final boolean lowestFirst;
  private int position;

  private Bits(byte[] bytes, boolean lowestFirst) {
    this.bytes = bytes;
    this.lowestFirst = lowestFirst;
  }

  static Bits highestFirst(byte[] bytes) {
    return new Bits(bytes, false);
  }

  /** The lowest bit of a byte is the lowest of the number that starts there. */
  static Bits lowestFirst(byte[] bytes) {
    return new Bits(bytes, true);
  }

  int next(int width) {
    int value = 0;
    for (int i = 0; i < width; i++, position++) {
      int octet = bytes[position >> 3];
      if (lowestFirst) {
        value |= ((octet >> (position & 7)) & 1) << i;
      } else {
        value = (value << 1) | ((octet >> (7 - (position & 7))) & 1);
      }
    }
    return value;
  }
}
