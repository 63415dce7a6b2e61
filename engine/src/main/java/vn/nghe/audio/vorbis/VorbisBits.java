// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.vorbis;

import vn.nghe.audio.AudioException;

/** Reads the bits of a Vorbis header, the lowest of each byte first (Vorbis I, section 2). */
final class VorbisBits {
  private final byte[] bytes;
  private final long at;
  private long next;

  /**
   * Starts at a bit.
   *
   * @param at where the header lies in the input, for faults
   * @param first index of the first byte to read
   */
  VorbisBits(byte[] bytes, long at, int first) {
    this.bytes = bytes;
    this.at = at;
    this.next = 8L * first;
  }

  /**
   * Reads an unsigned number.
   *
   * @param width its bits, 0 to 31
   */
  int read(int width) {
    require(width);
    int value = 0;
    for (int i = 0; i < width; i++, next++) {
      int bit = (bytes[(int) (next >> 3)] >> (next & 7)) & 1;
      value |= bit << i;
    }
    return value;
  }

  boolean flag() {
    return read(1) == 1;
  }

  /** Passes over bits, at least 0. */
  void skip(long width) {
    require(width);
    next += width;
  }

  AudioException malformed(String message) {
    return AudioException.malformed(message, at + (next >> 3));
  }

  private void require(long width) {
    if (width > 8L * bytes.length - next) {
      throw AudioException.malformed("A Vorbis header ends too early", at + bytes.length);
    }
  }
}
