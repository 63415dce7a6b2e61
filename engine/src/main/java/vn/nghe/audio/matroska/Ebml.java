// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import java.util.Locale;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/**
 * An element of EBML (RFC 8794), which Matroska is written in.
 *
 * @param id its identifier with the marker bit
 * @param start index of its first byte of data
 * @param end index after its last byte of data; {@link #OPEN} where the writer left it open
 */
record Ebml(int id, long start, long end) {
  /** End of an element that goes on until its parent ends or one of its parent's kind comes. */
  static final long OPEN = Long.MAX_VALUE;

  private static final int MOST_ID_BYTES = 4;
  private static final int MOST_SIZE_BYTES = 8;

  /**
   * Reads the next element's head.
   *
   * @param in stands at the element; in the end, at its data
   * @param limit where the parent ends
   * @throws AudioException if the element goes past it
   */
  static Ebml next(ByteReader in, long limit) {
    Ebml element = nextOrCut(in);
    if (element.end != OPEN && element.end > limit) {
      throw AudioException.malformed(
          String.format(
              Locale.ROOT,
              "The Matroska element %X claims %d bytes, but %d are left: the end is missing",
              element.id,
              element.end - element.start,
              Math.max(0, limit - element.start)),
          limit);
    }
    return element;
  }

  /**
   * Reads the next element's head, as {@link #next} does, of an element that may go past the end.
   */
  static Ebml nextOrCut(ByteReader in) {
    long at = in.position();
    int idBytes = Integer.numberOfLeadingZeros(in.unsigned8()) - 23;
    if (idBytes > MOST_ID_BYTES) {
      throw AudioException.malformed("No Matroska element begins where one is expected", at);
    }
    in.seek(at);
    int id = (int) big(in, idBytes);
    long size = readSize(in);
    long start = in.position();
    if (size < 0) {
      return new Ebml(id, start, OPEN);
    }
    // Sizes have 56 bits, so that the sum does not overflow.
    return new Ebml(id, start, start + size);
  }

  /** Reads the size of an element; -1 where it is left open, by all bits set. */
  static long readSize(ByteReader in) {
    long start = in.position();
    long value = readNumber(in);
    long bytes = in.position() - start;
    return value == (1L << (7 * bytes)) - 1 ? -1 : value;
  }

  /** Reads a number of variable length, 0 to 2⁵⁶ - 1. */
  static long readNumber(ByteReader in) {
    long at = in.position();
    int bytes = Integer.numberOfLeadingZeros(in.unsigned8()) - 23;
    if (bytes > MOST_SIZE_BYTES) {
      throw AudioException.malformed("A Matroska number has more than 8 bytes", at);
    }
    in.seek(at);
    return big(in, bytes) & ((1L << (7 * bytes)) - 1);
  }

  /** Checks that the writer did not leave the end open. */
  void requireKnownEnd() {
    if (end == OPEN) {
      throw AudioException.malformed(
          String.format(Locale.ROOT, "The Matroska element %X does not tell its size", id), start);
    }
  }

  /** Moves the cursor to the end, which must not be open. */
  void skip(ByteReader in) {
    requireKnownEnd();
    in.seek(end);
  }

  /** The data as an unsigned number; the cursor ends after it. */
  long unsigned(ByteReader in) {
    in.seek(start);
    return big(in, bytes(MOST_SIZE_BYTES));
  }

  /** Its content as a floating-point number; one of another width than 4 or 8 bytes is 0. */
  double floating(ByteReader in) {
    long bits = unsigned(in);
    return switch (bytes(MOST_SIZE_BYTES)) {
      case 4 -> Float.intBitsToFloat((int) bits);
      case 8 -> Double.longBitsToDouble(bits);
      default -> 0;
    };
  }

  /** The data as a number in two's complement; the cursor ends after it. */
  long signed(ByteReader in) {
    int bytes = bytes(MOST_SIZE_BYTES);
    int unused = Long.SIZE - 8 * bytes;
    return bytes == 0 ? 0 : unsigned(in) << unused >> unused;
  }

  /**
   * The data as text, {@code ?} for what is no printable ASCII; the cursor ends after it.
   *
   * @param most bytes of the longest text that makes sense
   */
  String text(ByteReader in, int most) {
    byte[] bytes = data(in, most);
    StringBuilder text = new StringBuilder();
    for (byte character : bytes) {
      if (character == 0) {
        break;
      }
      text.append(character >= ' ' && character <= '~' ? (char) character : '?');
    }
    return text.toString();
  }

  /**
   * The data; the cursor ends after it.
   *
   * @param most how many bytes make sense
   */
  byte[] data(ByteReader in, int most) {
    byte[] bytes = new byte[bytes(most)];
    in.seek(start);
    in.read(bytes, bytes.length);
    return bytes;
  }

  private int bytes(int most) {
    requireKnownEnd();
    if (end - start > most) {
      throw AudioException.malformed(
          String.format(Locale.ROOT, "The Matroska element %X has more than %d bytes", id, most),
          start);
    }
    return (int) (end - start);
  }

  private static long big(ByteReader in, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = (value << 8) | in.unsigned8();
    }
    return value;
  }
}
