// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.ogg;

import java.util.Arrays;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Crc;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Walks over the pages of an Ogg file (RFC 3533). Bytes that are no page are passed over, as
 * players do.
 *
 * <p>A page whose check fails is still taken, as {@linkplain #isDamaged damaged}, if it stands
 * where the page before it ends and another page, or the end of the input, stands where it ends:
 * then its frame is right and the damage lies in some of its packets. Of a page that the end of the
 * input cuts off, the packets that are whole are taken.
 */
final class Pages {
  /** What {@link #granule} gives where there is none. */
  static final long UNKNOWN = -1;

  private static final String MARK = "OggS";
  private static final int HEADER_BYTES = 27;
  private static final int CHECK_OFFSET = 22;
  private static final int SEGMENTS_OFFSET = 26;
  private static final int FULL_SEGMENT = 255;
  private static final int MOST_SEGMENTS = 255;
  private static final int MOST_BYTES = HEADER_BYTES + MOST_SEGMENTS + MOST_SEGMENTS * 255;

  /** What may be read in vain of a file that is one page, whatever it claims. */
  private static final long FREE_BYTES = MOST_BYTES;

  private final ByteReader in;
  private final PcmSink sink;
  private final Crc crc = new Crc(32, 0x04C1_1DB7);
  private final byte[] page = new byte[MOST_BYTES];
  private long start;
  private int length;
  private long next;
  private boolean damaged;
  private boolean cut;
  private boolean anyIntact;

  /** Bytes of pages whose check failed: a limit on them keeps the work linear. */
  private long readInVain;

  /**
   * Starts at the cursor.
   *
   * @param in stands at the first page, or before it
   * @param sink hears what is wrong
   */
  Pages(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = sink;
    this.next = in.position();
  }

  /**
   * Moves to the next page of which something can be used.
   *
   * @return whether there is one
   * @throws AudioException if the input holds hardly any that are intact
   */
  boolean advance() {
    long expected = next;
    while (!cut && findMark()) {
      if (read()) {
        if (start > expected) {
          sink.warn(
              AudioWarning.Kind.SKIPPED,
              (start - expected) + " bytes before an Ogg page are passed over",
              expected);
        }
        anyIntact = true;
        next = start + length;
        return true;
      }
      next = start + 1;
    }
    return false;
  }

  /** Whether the page's check fails, so that some of its packets are damaged. */
  boolean isDamaged() {
    return damaged;
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
    return !damaged && (page[5] & 2) != 0;
  }

  /** Whether its logical stream ends with the page. */
  boolean ends() {
    return !cut && (page[5] & 4) != 0;
  }

  /** The time at the end of the last packet that ends here, in the codec's own count; -1: none. */
  long granule() {
    return cut ? UNKNOWN : little(6, 8);
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
    return page[SEGMENTS_OFFSET] & 0xFF;
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
    boolean afterPage = start == next && anyIntact;
    damaged = false;
    if (in.remaining() < HEADER_BYTES) {
      return endsHere(afterPage, 0);
    }
    in.read(page, HEADER_BYTES);
    if (page[4] != 0) {
      return false;
    }
    in.seek(start);
    int headerLength = HEADER_BYTES + segments();
    if (in.remaining() < headerLength) {
      return endsHere(afterPage, 0);
    }
    in.read(page, headerLength);
    length = headerLength;
    for (int i = 0; i < segments(); i++) {
      length += segmentBytes(i);
    }
    in.seek(start);
    int here = (int) Math.min(length, in.remaining());
    in.read(page, here);
    if (here < length) {
      return endsHere(afterPage, here);
    }
    int expected = (int) little(CHECK_OFFSET, 4);
    Arrays.fill(page, CHECK_OFFSET, CHECK_OFFSET + 4, (byte) 0);
    if (crc.of(page, length) == expected) {
      return true;
    }
    if (afterPage && (in.remaining() == 0 || in.finds(MARK, 0))) {
      damaged = true;
      return true;
    }
    readInVain += length;
    if (readInVain > in.length() + FREE_BYTES) {
      throw AudioException.malformed("Too few Ogg pages are intact", start);
    }
    return false;
  }

  /**
   * Keeps the packets that are whole of a page that the input ends in.
   *
   * @param afterPage whether the page stands in its place, so that it is one
   * @param here how many of its bytes are there, from the mark on; 0 if not all of its header
   * @return whether there are such packets
   */
  private boolean endsHere(boolean afterPage, int here) {
    if (!afterPage) {
      return false;
    }
    cut = true;
    sink.warn(
        AudioWarning.Kind.TRUNCATED,
        "The input ends inside an Ogg page: the end is missing",
        in.length());
    if (here == 0) {
      return false;
    }
    int whole = 0;
    int end = body();
    for (int i = 0; i < segments() && end + segmentBytes(i) <= here; i++) {
      end += segmentBytes(i);
      whole = segmentBytes(i) < FULL_SEGMENT ? i + 1 : whole;
    }
    // The body begins where the header of all segments ends, so these are moved up to it.
    System.arraycopy(page, body(), page, HEADER_BYTES + whole, here - body());
    page[SEGMENTS_OFFSET] = (byte) whole;
    length = here;
    return whole > 0;
  }

  private long little(int at, int bytes) {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = (value << 8) | (page[at + i] & 0xFF);
    }
    return value;
  }
}
