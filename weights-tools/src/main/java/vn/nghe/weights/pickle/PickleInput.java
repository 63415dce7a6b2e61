// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.pickle;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a pickle, one after the other. Nothing is allocated before it is known to be there.
 */
final class PickleInput {
  /** Of a line in the oldest protocols: a name or a number. */
  private static final int LONGEST_LINE = 4096;

  private final MemorySegment data;
  private long position;

  PickleInput(MemorySegment data) {
    this.data = data;
  }

  long position() {
    return position;
  }

  PickleException wrong(String message) {
    return new PickleException(position, message);
  }

  /** As {@link #wrong}, but of what was read last. */
  PickleException wrongBefore(String message) {
    return new PickleException(position - 1, message);
  }

  int unsignedByte() {
    requireThere(1);
    return data.get(JAVA_BYTE, position++) & 0xFF;
  }

  /**
   * A little-endian number.
   *
   * @param bytes how many it takes, up to 8
   * @return without sign below 8 bytes
   */
  long number(int bytes) {
    requireThere(bytes);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (data.get(JAVA_BYTE, position++) & 0xFFL) << (8 * i);
    }
    return value;
  }

  /** A big-endian double, the only such number in a pickle. */
  double real() {
    return Double.longBitsToDouble(Long.reverseBytes(number(Double.BYTES)));
  }

  /** A length that is known to be there. */
  long length(int bytes) {
    long length = number(bytes);
    requireThere(length);
    return length;
  }

  void skip(long length) {
    requireThere(length);
    position += length;
  }

  String text(long length) {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  byte[] bytes(long length) {
    requireThere(length);
    byte[] bytes = data.asSlice(position, length).toArray(JAVA_BYTE);
    position += length;
    return bytes;
  }

  /** Up to the next line feed, which is left out. */
  String line() {
    long end = position;
    long most = Math.min(data.byteSize(), position + LONGEST_LINE);
    while (end < most && data.get(JAVA_BYTE, end) != '\n') {
      end++;
    }
    if (end == most) {
      throw wrong("a line without end, or of more than " + LONGEST_LINE + " bytes");
    }
    String line = text(end - position);
    position++;
    return line;
  }

  /** Refuses to go on unless so many bytes are left. */
  void requireThere(long bytes) {
    if (bytes < 0 || bytes > data.byteSize() - position) {
      throw wrong(
          Long.toUnsignedString(bytes)
              + " bytes announced, "
              + (data.byteSize() - position)
              + " left");
    }
  }
}
