// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.alac;

import vn.nghe.audio.AudioException;

/** Reads bits from a packet, the highest of each byte first. */
final class Bits {
  private final byte[] bytes;
  private final long end;
  private final long start;
  private long position;

  /**
   * Stands at the first bit.
   *
   * @param bytes the packet, from the front
   * @param length its bytes
   * @param start where it lies in the input, for faults
   */
  Bits(byte[] bytes, int length, long start) {
    this.bytes = bytes;
    this.end = 8L * length;
    this.start = start;
  }

  /** Reads an unsigned number of 1 to 32 bits, which 32 of them fill. */
  int next(int width) {
    int value = peek(width);
    skip(width);
    return value;
  }

  /** Reads a number in two's complement of 1 to 32 bits. */
  int signed(int width) {
    int shift = 32 - width;
    return next(width) << shift >> shift;
  }

  boolean flag() {
    return next(1) != 0;
  }

  /** The next bits, 1 to 32; those after the end are zero. */
  int peek(int width) {
    long word = 0;
    int from = (int) (position >> 3);
    for (int i = from; i < from + 5; i++) {
      word = (word << 8) | (i < (end >> 3) ? bytes[i] & 0xFF : 0);
    }
    int unread = 40 - (int) (position & 7) - width;
    return (int) ((word >>> unread) & ((1L << width) - 1));
  }

  void skip(long width) {
    if (width > end - position) {
      throw malformed("An ALAC packet ends inside a frame");
    }
    position += width;
  }

  /** Begins the next byte, unless one has just begun. */
  void align() {
    skip(-position & 7);
  }

  /** Another cursor at the same bit. */
  Bits copy() {
    Bits copy = new Bits(bytes, (int) (end >> 3), start);
    copy.position = position;
    return copy;
  }

  AudioException malformed(String what) {
    return AudioException.malformed(what, start + (position >> 3));
  }
}
