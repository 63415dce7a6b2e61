// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import vn.nghe.audio.AudioException;

/** Reads the bits of one AAC frame, the highest of each byte first. */
public final class AacBits {
  private final byte[] bytes;
  private final long start;
  private final long end;
  private long position;

  /**
   * Starts at the first bit.
   *
   * @param bytes the frame, from the front
   * @param length its bytes
   * @param start where it lies in the input, for faults
   */
  public AacBits(byte[] bytes, int length, long start) {
    this.bytes = bytes;
    this.start = start;
    this.end = 8L * length;
  }

  int bit() {
    require(1);
    int bit = (bytes[(int) (position >> 3)] >> (7 - (position & 7))) & 1;
    position++;
    return bit;
  }

  /** Reads a bit as an answer. */
  public boolean flag() {
    return bit() == 1;
  }

  /**
   * Reads an unsigned number.
   *
   * @param width its bits, 0 to 24
   */
  public int unsigned(int width) {
    require(width);
    int value = 0;
    int wanted = width;
    while (wanted > 0) {
      int here = 8 - (int) (position & 7);
      int taken = Math.min(here, wanted);
      int ofByte = bytes[(int) (position >> 3)] & ((1 << here) - 1);
      value = (value << taken) | (ofByte >> (here - taken));
      position += taken;
      wanted -= taken;
    }
    return value;
  }

  /** Moves on by as many bits. */
  public void skip(long count) {
    require(count);
    position += count;
  }

  /** Moves to the next byte's first bit, unless at one. */
  void align() {
    position = (position + 7) & -8;
  }

  /** Bits before the cursor. */
  public long position() {
    return position;
  }

  /** Bits after the cursor. */
  public long remaining() {
    return end - position;
  }

  /** A fault at the cursor. */
  public AudioException malformed(String message) {
    return AudioException.malformed(message, start + (position >> 3));
  }

  private void require(long count) {
    if (count > end - position) {
      throw AudioException.malformed("An AAC frame ends inside its data", start + (end >> 3));
    }
  }
}
