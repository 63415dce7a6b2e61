// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.BitSet;

/** Writes bits, the lowest of each byte first, as Vorbis does. */
final class BitsFromBelow {
  private final BitSet bits;
  private int length;

  BitsFromBelow(String start) {
    bits = BitSet.valueOf(start.getBytes(ISO_8859_1));
    length = 8 * start.length();
  }

  BitsFromBelow bits(long value, int width) {
    for (int i = 0; i < width; i++) {
      bits.set(length++, ((value >> i) & 1) == 1);
    }
    return this;
  }

  byte[] toByteArray() {
    bits.set(length);
    return bits.toByteArray();
  }
}
