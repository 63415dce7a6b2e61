// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import vn.nghe.audio.AudioException;

/** Reads bits, the highest of each byte first, from where a {@link ByteReader} stands. */
public final class BitReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int BUFFER = 1 << 12;

  private final ByteReader in;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int filled;

  /** The bits to read next, from the top; below {@link #count} there may be more of them. */
  private long bits;

  /** How many of {@link #bits} are counted as taken from the buffer, at most 64. */
  private int count;

  public BitReader(ByteReader in) {
    this.in = in;
  }

  /**
   * Reads an unsigned number.
   *
   * @param width its bits, 0 to 32
   */
  public long unsigned(int width) {
    if (width == 0) {
      return 0;
    }
    need(width);
    long value = bits >>> (64 - width);
    drop(width);
    return value;
  }

  /**
   * Reads a number in two's complement.
   *
   * @param width its bits, 0 to 33
   */
  public long signed(int width) {
    if (width == 0) {
      return 0;
    }
    need(width);
    long value = bits >> (64 - width);
    drop(width);
    return value;
  }

  /** Reads zeros up to and with the next one. Returns how many zeros there were. */
  public long unary() {
    long zeros = 0;
    while (true) {
      need(1);
      int run = Long.numberOfLeadingZeros(bits);
      if (run < count) {
        drop(run + 1);
        return zeros + run;
      }
      zeros += count;
      drop(count);
    }
  }

  /** Moves the byte reader to the first byte of which no bit has been read. */
  public void finish() {
    int unread = filled - next + count / 8;
    in.seek(in.position() - unread);
    clear();
  }

  /** Forgets what has been taken from the byte reader, so that it may be moved anywhere. */
  public void clear() {
    next = 0;
    filled = 0;
    bits = 0;
    count = 0;
  }

  private void need(int width) {
    if (count < width) {
      refill(width);
    }
  }

  private void drop(int width) {
    // In two steps, because a shift by 64 shifts by nothing.
    bits = (bits << (width - 1)) << 1;
    count -= width;
  }

  private void refill(int width) {
    while (count <= 56) {
      if (filled - next >= 8) {
        bits |= ((long) LONG.get(buffer, next)) >>> count;
        int bytes = (63 - count) >> 3;
        next += bytes;
        count += bytes << 3;
        return;
      }
      if (next == filled && !refillBuffer()) {
        break;
      }
      bits |= (buffer[next++] & 0xFFL) << (56 - count);
      count += 8;
    }
    if (count < width) {
      throw AudioException.malformed("The input ends inside a FLAC frame", in.length());
    }
  }

  private boolean refillBuffer() {
    filled = (int) Math.min(BUFFER, in.remaining());
    in.read(buffer, filled);
    next = 0;
    return filled > 0;
  }
}
