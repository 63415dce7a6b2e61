// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A text that may have been said.
 *
 * @param text in NFC, words joined by single spaces
 * @param score natural logarithm of what acoustics, language model and bonuses make of it together;
 *     comparable only among the alternatives of one transcript
 */
public record Alternative(String text, double score) {
  public Alternative {
    Objects.requireNonNull(text, "text");
  }

  /**
   * The best texts of two stretches of sound, one after the other.
   *
   * @param first of the first stretch, best first; empty if there is none
   * @param second of the second, best first
   * @param most how many to give, at least 1
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
