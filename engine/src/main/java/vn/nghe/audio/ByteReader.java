// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A cursor over the bytes of the input, a mapped file or an array alike. Every read is checked
 * against the end, and every fault names its byte, counted from the start of the input.
 */
final class ByteReader {
  private static final ValueLayout.OfShort LITTLE_16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfInt LITTLE_32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LITTLE_64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfShort BIG_16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(BIG_ENDIAN);
  private static final ValueLayout.OfInt BIG_32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN);
  private static final ValueLayout.OfLong BIG_64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

  private final MemorySegment bytes;
  private final long origin;
  private long position;

  ByteReader(MemorySegment bytes) {
    this(bytes, 0);
  }

  private ByteReader(MemorySegment bytes, long origin) {
    this.bytes = bytes;
    this.origin = origin;
    this.position = origin;
  }

  static ByteReader of(byte[] bytes) {
    return new ByteReader(MemorySegment.ofArray(bytes));
  }

  /**
   * Reads a packet by itself, as if the input ended with it.
   *
   * @param packet has the packet at its front
   * @param length bytes in the packet
   * @param at index of its first byte in the input
   */
  static ByteReader ofPacket(byte[] packet, int length, long at) {
    return new ByteReader(MemorySegment.ofArray(packet).asSlice(0, length), at);
  }

  /** Bytes in the whole input. */
  long length() {
    return origin + bytes.byteSize();
  }

  /** Index of the byte that is read next. */
  long position() {
    return position;
  }

  /** Bytes from the cursor to the end. */
  long remaining() {
    return length() - position;
  }

  /**
   * Moves the cursor.
   *
   * @param target from 0, or from where the packet begins, to {@link #length()}
   */
  void seek(long target) {
    if (target < origin || target > length()) {
      throw AudioException.malformed(
          "Byte " + target + " is referred to, but the input has " + length(), position);
    }
    position = target;
  }

  /**
   * Makes sure that bytes follow, so that a fault can name what they belong to.
   *
   * @param count how many, at least 0
   * @param what what they are, as it reads in "the input ends inside {what}"
   */
  void require(long count, String what) {
    if (count > remaining()) {
      throw AudioException.malformed(
          "The input ends inside " + what + ": " + remaining() + " bytes of " + count + " are here",
          length());
    }
  }

  void skip(long count, String what) {
    require(count, what);
    position += count;
  }

  int unsigned8() {
    return bytes.get(ValueLayout.JAVA_BYTE, advance(1)) & 0xFF;
  }

  int littleUnsigned16() {
    return bytes.get(LITTLE_16, advance(2)) & 0xFFFF;
  }

  long littleUnsigned32() {
    return bytes.get(LITTLE_32, advance(4)) & 0xFFFF_FFFFL;
  }

  /** Eight bytes, to be read as an unsigned number. */
  long little64() {
    return bytes.get(LITTLE_64, advance(8));
  }

  int bigUnsigned16() {
    return bytes.get(BIG_16, advance(2)) & 0xFFFF;
  }

  int bigUnsigned24() {
    return (bigUnsigned16() << 8) | unsigned8();
  }

  long bigUnsigned32() {
    return bytes.get(BIG_32, advance(4)) & 0xFFFF_FFFFL;
  }

  /** Eight bytes, to be read as a signed number. */
  long big64() {
    return bytes.get(BIG_64, advance(8));
  }

  /** Four bytes that name a chunk, as characters; {@code ?} for what is no printable ASCII. */
  String fourCharacters() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      int character = unsigned8();
      name.append(character >= ' ' && character <= '~' ? (char) character : '?');
    }
    return name.toString();
  }

  /** Reads the next {@code count} bytes to the front of {@code target}. */
  void read(byte[] target, int count) {
    long from = advance(count);
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from, target, 0, count);
  }

  /** Whether these characters, each one byte, stand {@code ahead} bytes after the cursor. */
  boolean finds(String characters, long ahead) {
    if (ahead + characters.length() > remaining()) {
      return false;
    }
    for (int i = 0; i < characters.length(); i++) {
      byte found = bytes.get(ValueLayout.JAVA_BYTE, position - origin + ahead + i);
      if ((found & 0xFF) != characters.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns where the next bytes begin in {@link #bytes} and moves over them. */
  private long advance(int count) {
    long from = position - origin;
    if (count > remaining()) {
      throw AudioException.malformed(
          "The input ends where " + count + " more bytes are expected", length());
    }
    position += count;
    return from;
  }
}
