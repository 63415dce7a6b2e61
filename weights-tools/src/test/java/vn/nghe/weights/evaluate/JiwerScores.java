// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs of sentences and their scores by jiwer, written by {@code jiwer_reference.py}.
 *
 * @param wordErrorRate pooled over all pairs
 * @param characterErrorRate pooled over all pairs
 */
record JiwerScores(List<Pair> pairs, double wordErrorRate, double characterErrorRate) {
  /** The two texts as they were written, then as Python normalised them. */
  record Pair(
      String reference,
      String hypothesis,
      String normalisedReference,
      String normalisedHypothesis,
      EditCounts words,
      EditCounts characters) {}

  static JiwerScores read() {
    List<String[]> texts = rows("pairs.tsv");
    List<String[]> scores = rows("scores.tsv");
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String[] text = texts.get(i);
      String[] score = scores.get(i);
      pairs.add(new Pair(text[0], text[1], score[0], score[1], counts(score, 2), counts(score, 6)));
    }
    String[] pooled = scores.getLast();
    return new JiwerScores(
        List.copyOf(pairs), Double.parseDouble(pooled[2]), Double.parseDouble(pooled[3]));
  }

  private static EditCounts counts(String[] row, int at) {
    return new EditCounts(
        Long.parseLong(row[at]),
        Long.parseLong(row[at + 1]),
        Long.parseLong(row[at + 2]),
        Long.parseLong(row[at + 3]));
  }

  private static List<String[]> rows(String resource) {
    try (var stream = JiwerScores.class.getResourceAsStream(resource)) {
      String text = new String(stream.readAllBytes(), UTF_8);
      return List.of(text.split("\n")).stream().map(line -> line.split("\t", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
