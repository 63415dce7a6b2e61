// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import java.util.List;
import java.util.Optional;
import vn.nghe.audio.io.ByteReader;

/**
 * Bytes by which a file that cannot be decoded is known, so that it is refused by name.
 *
 * @param name what the file is
 * @param isAudio whether the file may hold sound
 * @param marks what has to be there
 */
record Signature(String name, boolean isAudio, List<Mark> marks) {

  /**
   * Characters of one byte each.
   *
   * @param at index of the first byte
   * @param characters the bytes
   */
  private record Mark(int at, String characters) {}

  /** The first that fits counts: what tells more stands first. */
  private static final List<Signature> KNOWN =
      List.of(
          other("a HEIF image", mark(4, "ftyphei")),
          other("a HEIF image", mark(4, "ftypmif")),
          other("an AVIF image", mark(4, "ftypavi")),
          audio("FLAC without its header", mark(0, "\u00FF\u00F8")),
          audio("AAC (ADIF)", mark(0, "ADIF")),
          audio("AAC (LATM)", mark(0, "V\u00E0")),
          audio("AMR wideband", mark(0, "#!AMR-WB\n")),
          audio("AMR", mark(0, "#!AMR")),
          audio("SILK", mark(0, "#!SILK")),
          audio("SILK", mark(1, "#!SILK")),
          audio("Windows Media", mark(0, "0&\u00B2u\u008Ef\u00CF\u0011")),
          audio("Big-endian WAV (RIFX)", mark(0, "RIFX")),
          audio("Sony Wave64", mark(0, "riff.\u0091\u00CF\u0011")),
          audio("WavPack", mark(0, "wvpk")),
          audio("Monkey's Audio", mark(0, "MAC ")),
          audio("True Audio", mark(0, "TTA1")),
          audio("DSD", mark(0, "DSD ")),
          audio("DSDIFF", mark(0, "FRM8")),
          audio("NIST SPHERE", mark(0, "NIST_1A")),
          audio("AC-3", mark(0, "\u000Bw")),
          audio("DTS", mark(0, "\u007F\u00FE\u0080\u0001")),
          audio("AVI", mark(0, "RIFF"), mark(8, "AVI ")),
          audio("Flash video", mark(0, "FLV\u0001")),
          audio("An MPEG program stream", mark(0, "\u0000\u0000\u0001\u00BA")),
          audio("An MPEG transport stream", mark(0, "G"), mark(188, "G"), mark(376, "G")),
          other("a MIDI score", mark(0, "MThd")),
          other("a MIDI score", mark(0, "RIFF"), mark(8, "RMID")),
          other("a WebP image", mark(0, "RIFF"), mark(8, "WEBP")),
          other("a PNG image", mark(0, "\u0089PNG")),
          other("a JPEG image", mark(0, "\u00FF\u00D8\u00FF")),
          other("a GIF image", mark(0, "GIF8")),
          other("a BMP image", mark(0, "BM"), mark(6, "\u0000\u0000\u0000\u0000")),
          other("a TIFF image", mark(0, "II*\u0000")),
          other("a TIFF image", mark(0, "MM\u0000*")),
          other("a PDF document", mark(0, "%PDF")),
          other("a ZIP archive", mark(0, "PK\u0003\u0004")),
          other("a ZIP archive", mark(0, "PK\u0005\u0006")),
          other("a gzip archive", mark(0, "\u001F\u008B")),
          other("a 7-Zip archive", mark(0, "7z\u00BC\u00AF'\u001C")),
          other("a RAR archive", mark(0, "Rar!")),
          other("a Zstandard archive", mark(0, "(\u00B5/\u00FD")),
          other("an xz archive", mark(0, "\u00FD7zXZ")),
          other("a program", mark(0, "\u007FELF")),
          other("a program", mark(0, "MZ"), mark(78, "This program")),
          other("UTF-16 text", mark(0, "\u00FF\u00FE"), mark(3, "\u0000")),
          other("UTF-16 text", mark(0, "\u00FE\u00FF\u0000")));

  /** What the input at the cursor is known to be; the cursor stays. */
  static Optional<Signature> match(ByteReader in) {
    Optional<Signature> known =
        KNOWN.stream()
            .filter(s -> s.marks.stream().allMatch(m -> in.finds(m.characters, m.at)))
            .findFirst();
    return known.or(() -> TextFormat.describe(in).map(Signature::other));
  }

  private static Signature audio(String name, Mark... marks) {
    return new Signature(name, true, List.of(marks));
  }

  private static Signature other(String name, Mark... marks) {
    return new Signature(name, false, List.of(marks));
  }

  private static Mark mark(int at, String characters) {
    return new Mark(at, characters);
  }
}
