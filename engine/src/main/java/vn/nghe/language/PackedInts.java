// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/** Unsigned numbers of a fixed width of 1 to 32 bits, one after the other, lowest bit first. */
final class PackedInts {
  private static final ValueLayout.OfLong EIGHT_BYTES =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment bytes;
  private final int bits;
  private final long size;
  private final long mask;

  /**
   * @param bytes the numbers and at least seven bytes more, which are fetched but not used
   */
  PackedInts(MemorySegment bytes, int bits, long size) {
    this.bytes = bytes;
    this.bits = bits;
    this.size = size;
    this.mask = (1L << bits) - 1;
  }

  /** How many bytes that many numbers take, rounded up to whole groups of eight. */
  static long byteSize(int bits, long size) {
    return Math.ceilDiv(Math.multiplyExact(bits, size), (long) Long.SIZE) * Long.BYTES;
  }

  /** Number of bits that hold {@code largest}. */
  static int width(long largest) {
    return Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(largest));
  }

  long size() {
    return size;
  }

  long get(long index) {
    // Seven bits of offset and 32 of width always lie within the eight bytes fetched.
    long bit = Objects.checkIndex(index, size) * bits;
    return (bytes.get(EIGHT_BYTES, bit >>> 3) >>> (bit & 7)) & mask;
  }

  /** Writes a number where zeros are. */
  void set(long index, long value) {
    long bit = Objects.checkIndex(index, size) * bits;
    long there = bytes.get(EIGHT_BYTES, bit >>> 3);
    bytes.set(EIGHT_BYTES, bit >>> 3, there | (value & mask) << (bit & 7));
  }

  /**
   * Finds a number among those from {@code from} to {@code to}, exclusive, which ascend.
   *
   * @return its index, or −1
   */
  long find(long from, long to, long value) {
    long low = from;
    long high = to - 1;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      long found = get(middle);
      if (found < value) {
        low = middle + 1;
      } else if (found > value) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }
}
