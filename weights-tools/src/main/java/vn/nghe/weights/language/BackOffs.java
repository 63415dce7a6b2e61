// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.List;
import vn.nghe.language.Ngrams;

/** Back-off weights that make every context's probabilities add up to one (Katz 1987). */
final class BackOffs {
  /** Less than this is the rounding of the logarithms kept, 2⁻²⁴ each, added up over a context. */
  private static final double ROUNDING = 1e-6;

  private BackOffs() {}

  /**
   * The same n-grams and probabilities with other back-off weights: what a context's own n-grams
   * leave over what the shorter context gives the words that these do not name.
   */
  static Ngrams recomputed(Ngrams ngrams) {
    List<Ngrams.Level> levels = ngrams.levels();
    int[][] suffixes = Trie.suffixes(levels);
    for (int level = 1; level < levels.size(); level++) {
      Ngrams.Level contexts = levels.get(level - 1);
      for (int context = 0; context < contexts.size(); context++) {
        contexts.backoffs()[context] = backoff(levels, suffixes[level], level, context);
      }
    }
    return ngrams;
  }

  private static float backoff(List<Ngrams.Level> levels, int[] suffixes, int level, int context) {
    int[] children = levels.get(level - 1).children();
    if (children[context] == children[context + 1]) {
      return 0;
    }
    double left = 1;
    double leftBelow = 1;
    for (int i = children[context]; i < children[context + 1]; i++) {
      left -= Math.exp(levels.get(level).probabilities()[i]);
      leftBelow -= Math.exp(levels.get(level - 1).probabilities()[suffixes[i]]);
    }
    if (left < ROUNDING || leftBelow < ROUNDING) {
      return 0;
    }
    return (float) Math.log(left / leftBelow);
  }
}
