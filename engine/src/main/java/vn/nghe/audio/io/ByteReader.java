// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.io;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import vn.nghe.audio.AudioException;

/**
 * A cursor over the bytes of the input, a file or an array alike. Every read is checked against the
 * end, and every fault names its byte, counted from the start of the input. Of a file, a few pages
 * are held at a time: an MP4 is read at four places in turn, its three tables and its sound.
 */
public final class ByteReader {
  /** An input that is too large to hold. */
  @FunctionalInterface
  interface Source {
    /** Reads {@code count} bytes, all of which lie in the input, to the front of {@code target}. */
    void read(long from, byte[] target, int count);
  }

  /** Long beside a frame of any codec, short beside the memory that one recording takes. */
  private static final int PAGE = 1 << 16;

  private static final int PAGES = 8;

  /** Units of {@link Work} for what is done with a packet, however short, before it is decoded. */
  private static final int WORK_PER_BLOCK = 8;

  /** Bytes whose copying takes as long as a unit of {@link Work}. */
  private static final int BYTES_PER_WORK = 64;

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
  private static final ValueLayout.OfLong BIG_64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

  private final Source source;
  private final long origin;
  private final long length;

  /** The page in use first, then the others in the order in which they were last used. */
  private final Page[] pages;

  private long position;
  private Work work = Work.UNCOUNTED;

  /** Some bytes that lie side by side in the input. */
  private static final class Page {
    final byte[] bytes;
    final MemorySegment segment;

    /** Index in the input of the first byte. */
    long start;

    int length;

    Page(byte[] bytes, long start, int length) {
      this.bytes = bytes;
      this.segment = MemorySegment.ofArray(bytes);
      this.start = start;
      this.length = length;
    }

    boolean holds(long position, int count) {
      return position >= start && position + count <= start + length;
    }
  }

  private ByteReader(Source source, long origin, long length, Page... pages) {
    this.source = source;
    this.origin = origin;
    this.length = length;
    this.pages = pages;
    this.position = origin;
  }

  /** Reads from an array, which is not copied and is its own page. */
  public static ByteReader of(byte[] bytes) {
    return ofPacket(bytes, bytes.length, 0);
  }

  /**
   * Reads a packet by itself, as if the input ended with it.
   *
   * @param packet has the packet at its front
   * @param length bytes in the packet
   * @param at index of its first byte in the input
   */
  public static ByteReader ofPacket(byte[] packet, int length, long at) {
    return new ByteReader(ByteReader::refuse, at, at + length, new Page(packet, at, length));
  }

  /**
   * Reads page by page.
   *
   * @param length bytes in the whole input
   */
  public static ByteReader of(Source source, long length) {
    int size = (int) Math.min(PAGE, length);
    Page[] pages = new Page[length > PAGE ? PAGES : 1];
    Arrays.setAll(pages, i -> new Page(new byte[size], 0, 0));
    return new ByteReader(source, 0, length, pages);
  }

  /** From now on counts what is read, and what {@link #worked} is told of. */
  public void count(Work work) {
    this.work = work;
  }

  /**
   * Counts the work that was done with what was read, whether or not it succeeded.
   *
   * @param units as {@link Work#add} counts them
   */
  public void worked(long units) {
    work.add(units);
  }

  /** Bytes in the whole input. */
  public long length() {
    return length;
  }

  /** Index of the byte that is read next. */
  public long position() {
    return position;
  }

  /** Bytes from the cursor to the end. */
  public long remaining() {
    return length() - position;
  }

  /**
   * Moves the cursor.
   *
   * @param target from 0, or from where the packet begins, to {@link #length()}
   */
  public void seek(long target) {
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
  public void require(long count, String what) {
    if (count > remaining()) {
      throw AudioException.malformed(
          "The input ends inside " + what + ": " + remaining() + " bytes of " + count + " are here",
          length());
    }
  }

  public void skip(long count, String what) {
    require(count, what);
    position += count;
  }

  public int unsigned8() {
    return next(1).get(ValueLayout.JAVA_BYTE, taken(1)) & 0xFF;
  }

  public int littleUnsigned16() {
    return next(2).get(LITTLE_16, taken(2)) & 0xFFFF;
  }

  public long littleUnsigned32() {
    return next(4).get(LITTLE_32, taken(4)) & 0xFFFF_FFFFL;
  }

  /** Eight bytes, to be read as an unsigned number. */
  public long little64() {
    return next(8).get(LITTLE_64, taken(8));
  }

  public int bigUnsigned16() {
    return next(2).get(BIG_16, taken(2)) & 0xFFFF;
  }

  public int bigUnsigned24() {
    return (bigUnsigned16() << 8) | unsigned8();
  }

  public long bigUnsigned32() {
    return next(4).get(BIG_32, taken(4)) & 0xFFFF_FFFFL;
  }

  /** Eight bytes, to be read as a signed number. */
  public long big64() {
    return next(8).get(BIG_64, taken(8));
  }

  /** Four bytes that name a chunk, as characters; {@code ?} for what is no printable ASCII. */
  public String fourCharacters() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      int character = unsigned8();
      name.append(character >= ' ' && character <= '~' ? (char) character : '?');
    }
    return name.toString();
  }

  /** Reads the next {@code count} bytes to the front of {@code target}. */
  public void read(byte[] target, int count) {
    requireBytes(count);
    work.add(WORK_PER_BLOCK + count / BYTES_PER_WORK);
    for (int taken = 0; taken < count; ) {
      Page page = turnTo(1);
      int from = (int) (position - page.start);
      int fitting = Math.min(count - taken, page.length - from);
      System.arraycopy(page.bytes, from, target, taken, fitting);
      taken += fitting;
      position += fitting;
    }
  }

  /** Whether these characters, each one byte, stand {@code ahead} bytes after the cursor. */
  public boolean finds(String characters, long ahead) {
    if (ahead + characters.length() > remaining()) {
      return false;
    }
    long cursor = position;
    position += ahead;
    Page page = turnTo(characters.length());
    int from = (int) (position - page.start);
    position = cursor;
    for (int i = 0; i < characters.length(); i++) {
      if ((page.bytes[from + i] & 0xFF) != characters.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The page with the next bytes of a number. */
  private MemorySegment next(int count) {
    requireBytes(count);
    return turnTo(count).segment;
  }

  /** Moves over bytes of the page in use and says where in it they lie. */
  private long taken(int count) {
    long from = position - pages[0].start;
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
   * Gives a page with the next bytes, all of which lie in the input.
   *
   * @param count how many, at most {@link #BEHIND}
   */
  private Page turnTo(int count) {
    work.add(1);
    if (!pages[0].holds(position, count)) {
      int found = 0;
      while (found < pages.length - 1 && !pages[found].holds(position, count)) {
        found++;
      }
      Page page = pages[found];
      System.arraycopy(pages, 0, pages, 1, found);
      pages[0] = page;
      if (!page.holds(position, count)) {
        fill(page);
      }
    }
    return pages[0];
  }

  private void fill(Page page) {
    long start = Math.max(0, Math.min(position - BEHIND, length - page.bytes.length));
    int fitting = (int) Math.min(page.bytes.length, length - start);
    work.add(fitting / BYTES_PER_WORK);
    // Whatever happens in between, no byte of the page is taken for another.
    page.length = 0;
    source.read(start, page.bytes, fitting);
    page.start = start;
    page.length = fitting;
  }

  private static void refuse(long from, byte[] target, int count) {
    throw new AssertionError("all bytes of an array are in its page");
  }
}
