// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.List;
import vn.nghe.language.Ngrams;

/**
 * Computes back-off weights with which the probabilities of every context sum to one (Katz 1987).
 */
final class BackOffs {
  /** The largest rounding error: 2⁻²⁴ for each logarithm, summed over a context. */
  private static final double ROUNDING = 1e-6;

  private BackOffs() {}

  /**
   * The same n-grams and probabilities with new back-off weights: the probability left by a
   * context's n-grams, divided by that of the other words in the shorter context.
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
