// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.adpcm;

/** Numbers of 16 bits. */
final class Halves {
  private Halves() {}

  static int little16(byte[] bytes, int at) {
    return (bytes[at + 1] << 8) | (bytes[at] & 0xFF);
  }

  static int big16(byte[] bytes, int at) {
    return (bytes[at] << 8) | (bytes[at + 1] & 0xFF);
  }

  static int saturate(long value) {
    return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
