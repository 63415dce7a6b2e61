// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.io;

/** Descriptions of the music that taggers put before and after MP3, AAC and FLAC sound. */
public final class Tags {
  private static final String ID3V2 = "ID3";
  private static final int ID3V2_HEADER = 10;
  private static final int ID3V2_FOOTER_FLAG = 0x10;
  private static final String ID3V1 = "TAG";
  private static final int ID3V1_BYTES = 128;
  private static final String APE = "APETAGEX";
  private static final int APE_HEADER = 32;

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
