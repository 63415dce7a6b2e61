// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.Locale;
import picocli.CommandLine.TypeConversionException;
import vn.nghe.transcript.Subtitles;
import vn.nghe.transcript.Transcript;

/** How a transcript is written. */
enum OutputFormat {
  /** The words alone, on one line. */
  TEXT,
  /** JSON Lines: everything that is known, one object on one line. */
  JSON,
  /** SubRip subtitles. */
  SRT,
  /** WebVTT subtitles. */
  VTT;

  /**
   * Writes one transcript, line end included.
   *
   * @param path the recording as the user named it
   * @param labelled whether a line of text must say which recording it belongs to
   */
  String write(String path, Transcript transcript, boolean labelled) {
    return switch (this) {
      case TEXT -> (labelled ? path + "\t" : "") + transcript.text() + "\n";
      case JSON -> JsonLine.of(path, transcript);
      case SRT -> Subtitles.srt(transcript);
      case VTT -> Subtitles.webVtt(transcript);
    };
  }

  /** Whether several transcripts can follow one another and still be told apart. */
  boolean takesSeveral() {
    return this == TEXT || this == JSON;
  }

  /** Reads a name as it is typed. */
  static OutputFormat named(String name) {
    for (OutputFormat format : values()) {
      if (format.toString().equals(name)) {
        return format;
      }
    }
    throw new TypeConversionException("'" + name + "' is none of text, json, srt and vtt");
  }

  /** The name as it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
