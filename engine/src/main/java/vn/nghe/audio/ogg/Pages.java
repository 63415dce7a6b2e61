// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.ogg;

import java.util.Arrays;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Crc;

/**
 * Walks over the pages of an Ogg file (RFC 3533). Bytes that are no intact page are passed over, as
 * players do; only a page that the end of the input cuts off is refused, for there sound is missing
 * that its writer meant to be there.
 */
final class Pages {
  private static final String MARK = "OggS";
  private static final int HEADER_BYTES = 27;
  private static final int CHECK_OFFSET = 22;
  private static final int MOST_SEGMENTS = 255;
  private static final int MOST_BYTES = HEADER_BYTES + MOST_SEGMENTS + MOST_SEGMENTS * 255;

  /** What may be read in vain of a file that is one page, whatever it claims. */
  private static final long FREE_BYTES = MOST_BYTES;

  private final ByteReader in;
  private final Crc crc = new Crc(32, 0x04C1_1DB7);
  private final byte[] page = new byte[MOST_BYTES];
  private long start;
  private int length;
  private long next;

  /** Bytes of pages whose check failed: a limit on them keeps the work linear. */
  private long readInVain;

  /**
   * Starts at the cursor.
   *
   * @param in stands at the first page, or before it
   */
  Pages(ByteReader in) {
    this.in = in;
    this.next = in.position();
  }

  /**
   * Moves to the next intact page.
   *
   * @return whether there is one
   * @throws AudioException if the input ends inside a page, or holds hardly any that are intact
   */
  boolean advance() {
    while (findMark()) {
      if (read()) {
        next = start + length;
        return true;
      }
      next = start + 1;
    }
    return false;
  }

  /** Index in the input of the page's first byte. */
  long start() {
    return start;
  }

  /** Whether the page goes on with the packet that the one before it left unfinished. */
  boolean continues() {
    return (page[5] & 1) != 0;
  }

  /** Whether a logical stream begins. */
  boolean begins() {
    return (page[5] & 2) != 0;
  }

  /** Whether its logical stream ends with the page. */
  boolean ends() {
    return (page[5] & 4) != 0;
  }

  /** The time at the end of the last packet that ends here, in the codec's own count; -1: none. */
  long granule() {
    return little(6, 8);
  }

  /** Which logical stream the page belongs to. */
  int serial() {
    return (int) little(14, 4);
  }

  /** Number of the page in its logical stream. */
  int sequence() {
    return (int) little(18, 4);
  }

  /** How many segments there are; a packet ends with each that has fewer than 255 bytes. */
  int segments() {
    return page[26] & 0xFF;
  }

  int segmentBytes(int segment) {
    return page[HEADER_BYTES + segment] & 0xFF;
  }

  /** Index in {@link #bytes()} of the first segment's first byte. */
  int body() {
    return HEADER_BYTES + segments();
  }

  /** The page with its header; valid to the next move. */
  byte[] bytes() {
    return page;
  }

  /** Looks for the next capture pattern; leaves the cursor on it. */
  private boolean findMark() {
    in.seek(next);
    while (!in.finds(MARK, 0)) {
      if (in.remaining() < MARK.length()) {
        return false;
      }
      in.skip(1, "what lies between Ogg pages");
    }
    start = in.position();
    return true;
  }

  private boolean read() {
    boolean afterPage = start == next;
    if (!whole(HEADER_BYTES, afterPage)) {
      return false;
    }
    in.read(page, HEADER_BYTES);
    if (page[4] != 0) {
      return false;
    }
    in.seek(start);
    length = HEADER_BYTES + segments();
    if (!whole(length, afterPage)) {
      return false;
    }
    in.read(page, length);
    for (int i = 0; i < segments(); i++) {
      length += segmentBytes(i);
    }
    in.seek(start);
    if (!whole(length, afterPage)) {
      return false;
    }
    in.read(page, length);
    int expected = (int) little(CHECK_OFFSET, 4);
    Arrays.fill(page, CHECK_OFFSET, CHECK_OFFSET + 4, (byte) 0);
    if (crc.of(page, length) == expected) {
      return true;
    }
    readInVain += length;
    if (readInVain > in.length() + FREE_BYTES) {
      throw AudioException.malformed("Too few Ogg pages are intact", start);
    }
    return false;
  }

  /** Whether the bytes are there; a page in its place that lacks some has been cut off. */
  private boolean whole(int bytes, boolean afterPage) {
    if (afterPage && bytes > in.remaining()) {
      throw AudioException.malformed(
          "The input ends inside an Ogg page: the end is missing", in.length());
    }
    return bytes <= in.remaining();
  }

  private long little(int at, int bytes) {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = (value << 8) | (page[at + i] & 0xFF);
    }
    return value;
  }
}
