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
          audio("SILK", mark(0, "#!SILK")),
          audio("SILK", mark(1, "#!SILK")),
          audio("Windows Media", mark(0, "0&\u00B2u\u008Ef\u00CF\u0011")),
          audio("WavPack", mark(0, "wvpk")),
          audio("Monkey's Audio", mark(0, "MAC ")),
          audio("True Audio", mark(0, "TTA1")),
          audio("Musepack", mark(0, "MPCK")),
          audio("Musepack", mark(0, "MP+")),
          audio("TAK", mark(0, "tBaK")),
          audio("OptimFROG", mark(0, "OFR ")),
          audio("Shorten", mark(0, "ajkg")),
          audio("Lossless Audio (LA)", mark(0, "LA0")),
          audio("RealAudio", mark(0, ".ra\u00FD")),
          audio("RealMedia", mark(0, ".RMF")),
          audio("Creative Voice (VOC)", mark(0, "Creative Voice File\u001A")),
          audio("TwinVQ (VQF)", mark(0, "TWIN97012000")),
          audio("Sony ATRAC (OMA)", mark(0, "EA3")),
          audio("Sony ATRAC (OMA)", mark(0, "ea3")),
          audio("QCELP", mark(0, "RIFF"), mark(8, "QLCM")),
          audio("iLBC", mark(0, "#!iLBC")),
          audio("EVS", mark(0, "#!EVS")),
          audio("Codec 2", mark(0, "\u00C0\u00DE\u00C2")),
          audio("Amiga 8SVX", mark(0, "FORM"), mark(8, "8SVX")),
          audio("IRCAM sound", mark(0, "d\u00A3\u0001\u0000")),
          audio("IRCAM sound", mark(0, "\u0000\u0001\u00A3d")),
          audio("Sonic Foundry PAF", mark(0, " paf")),
          audio("Sonic Foundry PAF", mark(0, "fap ")),
          audio("Portable Voice Format", mark(0, "PVF1\n")),
          audio("DSD", mark(0, "DSD ")),
          audio("DSDIFF", mark(0, "FRM8")),
          audio("AC-3 or E-AC-3", mark(0, "\u000Bw")),
          audio("DTS", mark(0, "\u007F\u00FE\u0080\u0001")),
          audio("DTS", mark(0, "\u00FE\u007F\u0001\u0080")),
          audio("DTS", mark(0, "\u001F\u00FF\u00E8\u0000")),
          audio("DTS", mark(0, "\u00FF\u001F\u0000\u00E8")),
          audio("An MPEG program stream", mark(0, "\u0000\u0000\u0001\u00BA")),
          other("video without sound (MPEG)", mark(0, "\u0000\u0000\u0001\u00B3")),
          other("a tracker module", mark(0, "Extended Module: ")),
          other("a tracker module", mark(0, "IMPM")),
          other("a tracker module", mark(44, "SCRM")),
          other("a tracker module", mark(1080, "M.K.")),
          other("a playlist", mark(0, "#EXTM3U")),
          other("a playlist", mark(0, "[playlist]")),
          other("subtitles", mark(0, "WEBVTT")),
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
          other("a bzip2 archive", mark(0, "BZh"), mark(4, "1AY&SY")),
          other("a tar archive", mark(257, "ustar")),
          other("an old Microsoft Office document", mark(0, "\u00D0\u00CF\u0011\u00E0")),
          other("an RTF document", mark(0, "{\\rtf")),
          other("an SQLite database", mark(0, "SQLite format 3")),
          other("a program", mark(0, "\u007FELF")),
          other("a program", mark(0, "MZ"), mark(78, "This program")),
          other("UTF-16 text", mark(0, "\u00FF\u00FE"), mark(3, "\u0000")),
          other("UTF-16 text", mark(0, "\u00FE\u00FF\u0000")));

  /** What the input at the cursor is known to be; the cursor stays. */
  static Optional<Signature> match(ByteReader in) {
    return KNOWN.stream()
        .filter(s -> s.marks.stream().allMatch(m -> in.finds(m.characters, m.at)))
        .findFirst();
  }

  /** What kind of text the input at the cursor is, if it is text; the cursor stays. */
  static Optional<Signature> matchText(ByteReader in) {
    return TextFormat.describe(in).map(Signature::other);
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
