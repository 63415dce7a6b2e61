// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads bits, the highest of each byte first. Behind the end there are zeros. */
final class FrameBits {
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = {};
  private int end;
  private int position;

  /**
   * Starts over with other bytes.
   *
   * @param bytes not copied
   * @param from index of the first byte to read
   * @param to index of the byte after the last
   */
  void offer(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = 8 * from;
    this.end = 8 * to;
  }

  /** Index of the next bit, counted from the first of the array. */
  int position() {
    return position;
  }

  void seek(int position) {
    this.position = position;
  }

  /** Whether more was read than there is. */
  boolean isOverrun() {
    return position > end;
  }

  boolean flag() {
    return unsigned(1) == 1;
  }

  /**
   * Reads an unsigned number.
   *
   * @param width its bits, 0 to 24
   */
  int unsigned(int width) {
    int value = peek(width);
    position += width;
    return value;
  }

  /** The same, without moving on. */
  int peek(int width) {
    if (width == 0) {
      return 0;
    }
    int at = position >> 3;
    int four =
        at + Integer.BYTES <= end >> 3
            ? (int) BIG_ENDIAN.get(bytes, at)
            : byteAt(at) << 24 | byteAt(at + 1) << 16 | byteAt(at + 2) << 8 | byteAt(at + 3);
    return four << (position & 7) >>> (Integer.SIZE - width);
  }

  private int byteAt(int at) {
    return at < end >> 3 ? bytes[at] & 0xFF : 0;
  }
}
