// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * One of the best texts of a recording (n-best).
 *
 * @param text in NFC, words joined by single spaces
 * @param score sum of the log-probabilities of acoustic and language model and of the bonuses;
 *     comparable only among the alternatives of one transcript
 */
public record Alternative(String text, double score) {
  public Alternative {
    Objects.requireNonNull(text, "text");
  }

  /**
   * The best texts of two parts of a recording, one after the other.
   *
   * @param first of the first part, best first; empty if there is none
   * @param second of the second, best first
   * @param most how many to return, at least 1
   */
  public static List<Alternative> sequence(
      List<Alternative> first, List<Alternative> second, int most) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    return first.stream()
        .flatMap(a -> second.stream().map(a::followedBy))
        .sorted(Comparator.comparingDouble(Alternative::score).reversed())
        .limit(most)
        .toList();
  }

  private Alternative followedBy(Alternative next) {
    String space = text.isEmpty() || next.text.isEmpty() ? "" : " ";
    return new Alternative(text + space + next.text, score + next.score);
  }
}
