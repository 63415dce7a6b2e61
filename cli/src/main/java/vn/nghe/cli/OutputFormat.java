// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.Locale;
import picocli.CommandLine.TypeConversionException;
import vn.nghe.transcript.Subtitles;
import vn.nghe.transcript.Transcript;

/** The output formats of transcripts. */
enum OutputFormat {
  /** The words alone, on one line. */
  TEXT,
  /** JSON Lines: one object for each transcript. */
  JSON,
  /** SubRip subtitles. */
  SRT,
  /** WebVTT subtitles. */
  VTT;

  /**
   * Formats one transcript, with a line end.
   *
   * @param path the recording as the user named it
   * @param labelled whether a line of text begins with the path
   */
  String write(String path, Transcript transcript, boolean labelled) {
    return switch (this) {
      case TEXT -> (labelled ? path + "\t" : "") + transcript.text() + "\n";
      case JSON -> JsonLine.of(path, transcript);
      case SRT -> Subtitles.srt(transcript);
      case VTT -> Subtitles.webVtt(transcript);
    };
  }

  /** Whether the format can hold several transcripts. */
  boolean takesSeveral() {
    return this == TEXT || this == JSON;
  }

  /** Parses the name of a format. */
  static OutputFormat named(String name) {
    for (OutputFormat format : values()) {
      if (format.toString().equals(name)) {
        return format;
      }
    }
    throw new TypeConversionException("'" + name + "' is none of text, json, srt and vtt");
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
