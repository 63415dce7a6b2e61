// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The counts of the words of a text. */
final class WordCounts {
  private final Map<String, Integer> counts = new HashMap<>();

  void add(List<String> words) {
    for (String word : words) {
      counts.merge(word, 1, Integer::sum);
    }
  }

  /**
   * The vocabulary: syllables and other words that occur often enough, without those with a digit,
   * which have no fixed pronunciation.
   *
   * @return {@code <unk>}, {@code <s>}, {@code </s>}, then the words in order
   */
  List<String> vocabulary(int leastSyllable, int leastOther) {
    List<String> kept = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    counts.entrySet().stream()
        .filter(e -> e.getValue() >= Math.min(leastSyllable, leastOther))
        .filter(
            e ->
                e.getValue()
                    >= (SyllableSpelling.isSyllable(e.getKey()) ? leastSyllable : leastOther))
        .map(Map.Entry::getKey)
        .filter(word -> word.codePoints().allMatch(WordCounts::isSpoken))
        .sorted(Comparator.naturalOrder())
        .forEach(kept::add);
    return kept;
  }

  private static boolean isSpoken(int c) {
    return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
