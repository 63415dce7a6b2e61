// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The times of the words of recordings, by an aligner or a person: tab-separated values with the
 * columns {@code path} (as in the manifest), {@code word}, {@code start} and {@code end} (seconds),
 * one line for each word in the order of the recording; otherwise as {@link ClipManifest}
 * describes.
 */
public final class ReferenceTimes {
  private static final String PATH = "path";
  private static final String WORD = "word";
  private static final String START = "start";
  private static final String END = "end";

  private final Map<String, List<TimedWord>> words;

  private ReferenceTimes(Map<String, List<TimedWord>> words) {
    this.words = words;
  }

  /**
   * Reads a file.
   *
   * @throws ManifestException if it cannot be read, lacks a column, or has a time that is not a
   *     number or is earlier than the one before
   */
  public static ReferenceTimes read(Path file) {
    Map<String, List<TimedWord>> words = new LinkedHashMap<>();
    for (Table.Row row : Table.read(file, PATH, WORD, START, END).rows()) {
      List<TimedWord> clip = words.computeIfAbsent(row.text(PATH), _ -> new ArrayList<>());
      double before = clip.isEmpty() ? 0 : clip.getLast().end();
      double start = seconds(row, START, before);
      double end = seconds(row, END, start);
      clip.add(new TimedWord(ScoringText.of(row.text(WORD)).normalised(), start, end));
    }
    return new ReferenceTimes(words);
  }

  private static double seconds(Table.Row row, String column, double least) {
    String text = row.text(column);
    try {
      double seconds = Double.parseDouble(text);
      if (seconds >= least && Double.isFinite(seconds)) {
        return seconds;
      }
      throw row.wrong(column, text + " must be a time from " + least + " s on");
    } catch (NumberFormatException _) {
      throw row.wrong(column, "'" + text + "' must be a number of seconds");
    }
  }

  /** The words of a clip; empty if the file does not name it. */
  List<TimedWord> of(Clip clip) {
    return words.getOrDefault(clip.path(), List.of());
  }
}
