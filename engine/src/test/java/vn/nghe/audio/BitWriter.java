// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.io.ByteArrayOutputStream;

/** Writes bits, the highest of each byte first. */
final class BitWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int pending;
  private int count;

  /** Writes the lowest {@code width} bits, 0 to 64. */
  BitWriter bits(long value, int width) {
    for (int bit = width - 1; bit >= 0; bit--) {
      pending = (pending << 1) | (int) ((value >> bit) & 1);
      if (++count == 8) {
        bytes.write(pending);
        pending = 0;
        count = 0;
      }
    }
    return this;
  }

  /** Writes zeros and a one. */
  BitWriter unary(long zeros) {
    for (long i = 0; i < zeros; i++) {
      bits(0, 1);
    }
    return bits(1, 1);
  }

  BitWriter align() {
    return bits(0, (8 - count) % 8);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
