// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.List;
import java.util.Locale;

/**
 * Writes a transcript as a subtitle file, one cue for each of its {@linkplain Transcript#cues()
 * cues}. Lines end with a line feed and the text is meant to be stored as UTF-8, without a byte
 * order mark.
 */
public final class Subtitles {
  private static final char SRT_FRACTION = ',';
  private static final char VTT_FRACTION = '.';

  private Subtitles() {}

  /**
   * SubRip: numbered cues, counted from 1, with times such as {@code 00:00:01,000}.
   *
   * @return the file; empty if there are no words, since the format has no header
   */
  public static String srt(Transcript transcript) {
    StringBuilder file = new StringBuilder();
    List<Cue> cues = transcript.cues();
    for (int i = 0; i < cues.size(); i++) {
      Cue cue = cues.get(i);
      file.append(i + 1).append('\n');
      appendCue(file, cue, SRT_FRACTION, oneLine(cue.text()));
    }
    return file.toString();
  }

  /**
   * WebVTT: the header, then cues with times such as {@code 00:00:01.000}. What the format reads as
   * markup is escaped.
   *
   * @return the file; only the header if there are no words
   * @see <a href="https://www.w3.org/TR/webvtt1/">WebVTT</a>
   */
  public static String webVtt(Transcript transcript) {
    StringBuilder file = new StringBuilder("WEBVTT\n\n");
    for (Cue cue : transcript.cues()) {
      appendCue(file, cue, VTT_FRACTION, webVttText(cue.text()));
    }
    return file.toString();
  }

  private static void appendCue(StringBuilder file, Cue cue, char fraction, String text) {
    long start = milliseconds(cue.start());
    // Players drop a cue that ends where it starts.
    long end = Math.max(milliseconds(cue.end()), start + 1);
    appendTime(file, start, fraction);
    file.append(" --> ");
    appendTime(file, end, fraction);
    file.append('\n').append(text).append("\n\n");
  }

  private static long milliseconds(double seconds) {
    return Math.round(seconds * 1000);
  }

  /** Two digits of hours at least; more where there are more, as both formats allow. */
  private static void appendTime(StringBuilder file, long milliseconds, char fraction) {
    long seconds = milliseconds / 1000;
    file.append(
        String.format(
            Locale.ROOT,
            "%02d:%02d:%02d%c%03d",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            fraction,
            milliseconds % 1000));
  }

  /** WebVTT section 4.2.2: cue text must not hold {@code -->}, {@code <} or a bare ampersand. */
  private static String webVttText(String text) {
    return oneLine(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** An empty line would end the cue early, and SubRip has no escapes at all. */
  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }
}
