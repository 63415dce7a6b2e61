// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A cursor over the bytes of the input, a file or an array alike. Every read is checked against the
 * end, and every fault names its byte, counted from the start of the input. Of a file, one page is
 * held at a time.
 */
final class ByteReader {
  /** An input that is too large to hold. */
  @FunctionalInterface
  interface Source {
    /** Reads {@code count} bytes, all of which lie in the input, to the front of {@code target}. */
    void read(long from, byte[] target, int count);
  }

  /** Long beside a frame of any codec, short beside the memory that one recording takes. */
  private static final int PAGE = 1 << 17;

  /** Decoders step back to the start of a frame, to check or to decode it. */
  private static final int BEHIND = 1 << 14;

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

  private final Source source;
  private final long length;
  private final byte[] page;

  /** The page. */
  private final MemorySegment bytes;

  /** Index in the input of the first byte of the page. */
  private long pageStart;

  private int pageLength;
  private long position;

  private ByteReader(Source source, long length, byte[] page, int pageLength) {
    this.source = source;
    this.length = length;
    this.page = page;
    this.pageLength = pageLength;
    this.bytes = MemorySegment.ofArray(page);
  }

  /** Reads from an array, which is not copied and is its own page. */
  static ByteReader of(byte[] bytes) {
    return new ByteReader(ByteReader::refuse, bytes.length, bytes, bytes.length);
  }

  /**
   * Reads page by page.
   *
   * @param length bytes in the whole input
   */
  static ByteReader of(Source source, long length) {
    return new ByteReader(source, length, new byte[(int) Math.min(PAGE, length)], 0);
  }

  /** Bytes in the whole input. */
  long length() {
    return length;
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
   * @param target from 0 to {@link #length()}
   */
  void seek(long target) {
    if (target < 0 || target > length()) {
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
    requireBytes(count);
    for (int taken = 0; taken < count; ) {
      int from = turnTo(1);
      int fitting = Math.min(count - taken, pageLength - from);
      System.arraycopy(page, from, target, taken, fitting);
      taken += fitting;
      position += fitting;
    }
  }

  /** Whether these characters, each one byte, stand {@code ahead} bytes after the cursor. */
  boolean finds(String characters, long ahead) {
    if (ahead + characters.length() > remaining()) {
      return false;
    }
    long cursor = position;
    position += ahead;
    int from = turnTo(characters.length());
    position = cursor;
    for (int i = 0; i < characters.length(); i++) {
      if ((page[from + i] & 0xFF) != characters.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Moves over the next bytes, at most {@link #BEHIND}, and says where they lie in the page. */
  private int advance(int count) {
    requireBytes(count);
    int from = turnTo(count);
    position += count;
    return from;
  }

  private void requireBytes(int count) {
    if (count > remaining()) {
      throw AudioException.malformed(
          "The input ends where " + count + " more bytes are expected", length());
    }
  }

  /**
   * Makes the page hold the next bytes, all of which lie in the input.
   *
   * @param count how many, at most {@link #BEHIND}
   * @return where they lie in the page
   */
  private int turnTo(int count) {
    if (position < pageStart || position + count > pageStart + pageLength) {
      long start = Math.max(0, Math.min(position - BEHIND, length - page.length));
      int fitting = (int) Math.min(page.length, length - start);
      // Whatever happens in between, no byte of the page is taken for another.
      pageLength = 0;
      source.read(start, page, fitting);
      pageStart = start;
      pageLength = fitting;
    }
    return (int) (position - pageStart);
  }

  private static void refuse(long from, byte[] target, int count) {
    throw new AssertionError("all bytes of an array are in its page");
  }
}
