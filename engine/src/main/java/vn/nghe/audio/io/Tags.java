// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.io;

import vn.nghe.audio.AudioException;

/** Descriptions of the music that taggers put before and after MP3, AAC and FLAC sound. */
public final class Tags {
  private static final String ID3V2 = "ID3";
  private static final int ID3V2_HEADER = 10;
  private static final int ID3V2_FOOTER_FLAG = 0x10;
  private static final String ID3V1 = "TAG";
  private static final int ID3V1_BYTES = 128;
  private static final String APE = "APETAGEX";
  private static final int APE_HEADER = 32;
  private static final String LYRICS3 = "LYRICSBEGIN";
  private static final String LYRICS3_END = "LYRICS200";
  private static final String LYRICS3_V1_END = "LYRICSEND";

  private static final long LONGEST_LYRICS3_V1 = 5_100;

  /** Version 2 writes its size with six digits. */
  private static final long LONGEST_LYRICS3 = 1_000_000;

  private Tags() {}

  /** Moves over the ID3v2 tags that begin at the cursor, if any. */
  public static void skipId3v2(ByteReader in) {
    while (isId3v2(in)) {
      long start = in.position();
      in.skip(5, "an ID3v2 tag");
      int flags = in.unsigned8();
      // Four bytes of seven bits, so that no tag holds what looks like a frame of sound.
      long size = 0;
      for (int i = 0; i < 4; i++) {
        size = (size << 7) | in.unsigned8();
      }
      long footer = (flags & ID3V2_FOOTER_FLAG) == 0 ? 0 : ID3V2_HEADER;
      in.seek(start);
      in.skip(ID3V2_HEADER + size + footer, "an ID3v2 tag");
    }
  }

  /** Moves over all tags that begin at the cursor, as they stand between joined files. */
  public static void skipAll(ByteReader in) {
    long before;
    do {
      before = in.position();
      if (isWholeId3v2(in)) {
        skipId3v2(in);
      }
      skipApe(in);
      skipLyrics3(in);
      if (in.finds(ID3V1, 0) && in.remaining() >= ID3V1_BYTES) {
        in.skip(ID3V1_BYTES, "an ID3v1 tag");
      }
    } while (in.position() > before);
  }

  private static boolean isWholeId3v2(ByteReader in) {
    long cursor = in.position();
    try {
      skipId3v2(in);
      return true;
    } catch (AudioException e) {
      return false;
    } finally {
      in.seek(cursor);
    }
  }

  /** At the front of a file the tag begins with a header, which states the size of the rest. */
  private static void skipApe(ByteReader in) {
    if (in.remaining() < APE_HEADER || !in.finds(APE, 0)) {
      return;
    }
    long start = in.position();
    in.skip(12, "an APE tag");
    long size = in.littleUnsigned32();
    in.seek(start);
    if (APE_HEADER + size <= in.remaining()) {
      in.skip(APE_HEADER + size, "an APE tag");
    }
  }

  private static void skipLyrics3(ByteReader in) {
    if (!in.finds(LYRICS3, 0)) {
      return;
    }
    long start = in.position();
    long last = Math.min(in.length(), start + LONGEST_LYRICS3);
    while (in.position() < last) {
      if (in.finds(LYRICS3_END, 0) || in.finds(LYRICS3_V1_END, 0)) {
        in.skip(LYRICS3_END.length(), "a Lyrics3 tag");
        return;
      }
      in.skip(1, "a Lyrics3 tag");
    }
    in.seek(start);
  }

  private static boolean isId3v2(ByteReader in) {
    if (in.remaining() < ID3V2_HEADER || !in.finds(ID3V2, 0)) {
      return false;
    }
    // Text may begin so too; the format has versions 2 to 4.
    return in.finds("\u0002", 3) || in.finds("\u0003", 3) || in.finds("\u0004", 3);
  }

  /** Where the tags at the end of the input begin; its length if there are none. */
  public static long soundEnd(ByteReader in) {
    long cursor = in.position();
    long end = in.length();
    long before;
    do {
      before = end;
      end = withoutId3v1(in, cursor, end);
      end = withoutApe(in, cursor, end);
      end = withoutLyrics3(in, cursor, end);
    } while (end < before);
    in.seek(cursor);
    return end;
  }

  private static long withoutId3v1(ByteReader in, long first, long end) {
    long start = end - ID3V1_BYTES;
    if (start < first) {
      return end;
    }
    in.seek(start);
    return in.finds(ID3V1, 0) ? start : end;
  }

  /** Version 2 ends with its size, as six digits, and a mark; version 1 is sought backwards. */
  private static long withoutLyrics3(ByteReader in, long first, long end) {
    long mark = end - LYRICS3_END.length();
    if (mark - 6 < first) {
      return end;
    }
    in.seek(mark);
    if (in.finds(LYRICS3_END, 0)) {
      long size = 0;
      in.seek(mark - 6);
      for (int i = 0; i < 6; i++) {
        size = 10 * size + Math.floorMod(in.unsigned8() - '0', 10);
      }
      return mark - 6 - size < first ? end : mark - 6 - size;
    }
    if (!in.finds(LYRICS3_V1_END, 0)) {
      return end;
    }
    for (long at = mark; at >= Math.max(first, mark - LONGEST_LYRICS3_V1); at--) {
      in.seek(at);
      if (in.finds(LYRICS3, 0)) {
        return at;
      }
    }
    return end;
  }

  private static long withoutApe(ByteReader in, long first, long end) {
    long footer = end - APE_HEADER;
    if (footer < first) {
      return end;
    }
    in.seek(footer);
    if (!in.finds(APE, 0)) {
      return end;
    }
    in.skip(12, "an APE tag");
    long size = in.littleUnsigned32();
    in.skip(4, "an APE tag");
    boolean hasHeader = (in.littleUnsigned32() >>> 31) == 1;
    long start = end - size - (hasHeader ? APE_HEADER : 0);
    return start < first || size < APE_HEADER ? end : start;
  }
}
