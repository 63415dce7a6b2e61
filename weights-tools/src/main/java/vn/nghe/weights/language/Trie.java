// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.Arrays;
import java.util.List;
import vn.nghe.language.Ngrams;

/** Functions on the trie of a model's n-grams. */
final class Trie {
  private Trie() {}

  /**
   * For each n-gram of each level, the index of the n-gram without its first word on the previous
   * level; −1 if there is none. Empty for the first level.
   */
  static int[][] suffixes(List<Ngrams.Level> levels) {
    int[][] suffixes = new int[levels.size()][];
    suffixes[0] = new int[0];
    for (int level = 1; level < levels.size(); level++) {
      Ngrams.Level here = levels.get(level);
      Ngrams.Level shorter = levels.get(level - 1);
      int[] children = shorter.children();
      suffixes[level] = new int[here.size()];
      for (int context = 0; context < shorter.size(); context++) {
        for (int i = children[context]; i < children[context + 1]; i++) {
          suffixes[level][i] =
              level == 1
                  ? here.words()[i]
                  : child(levels, level - 2, suffixes[level - 1][context], here.words()[i]);
        }
      }
    }
    return suffixes;
  }

  private static int child(List<Ngrams.Level> levels, int level, int ngram, int word) {
    if (ngram < 0) {
      return -1;
    }
    int[] children = levels.get(level).children();
    int[] words = levels.get(level + 1).words();
    return Math.max(-1, Arrays.binarySearch(words, children[ngram], children[ngram + 1], word));
  }
}
