// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.nghe.language.Ngrams;

/**
 * Removes the n-grams without which the perplexity rises by less than a threshold, each judged by
 * itself (Stolcke 1998).
 *
 * <p>The probability of a context comes from its counts and not, as in Stolcke's paper, from the
 * model's lower orders, because with Kneser–Ney smoothing these are no unconditional probabilities
 * (Chelba, Brants, Neveitt and Xu 2010).
 *
 * <p>An n-gram that begins or ends a kept longer one is kept, as ARPA readers expect.
 *
 * @see <a href="https://arxiv.org/abs/cs/0006025">Stolcke, Entropy-based pruning of backoff
 *     language models</a>
 */
final class EntropyPruning {
  private final Ngrams full;
  private final List<double[]> shares;
  private final int[][] suffixes;
  private final boolean[][] kept;

  private EntropyPruning(Estimate estimate) {
    this.full = estimate.ngrams();
    this.shares = estimate.shares();
    this.suffixes = Trie.suffixes(full.levels());
    this.kept = new boolean[full.order()][];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = new boolean[full.levels().get(i).size()];
    }
  }

  /**
   * @param threshold the smallest relative rise in perplexity for which an n-gram is kept
   */
  static Ngrams prune(Estimate estimate, double threshold) {
    var pruning = new EntropyPruning(estimate);
    for (int level = estimate.ngrams().order() - 1; level > 0; level--) {
      pruning.judge(level, threshold);
    }
    return BackOffs.recomputed(pruning.smaller());
  }

  private void judge(int level, double threshold) {
    Ngrams.Level contexts = full.levels().get(level - 1);
    for (int context = 0; context < contexts.size(); context++) {
      int from = contexts.children()[context];
      int to = contexts.children()[context + 1];
      double left = 1;
      double leftBelow = 1;
      for (int i = from; i < to; i++) {
        left -= probability(level, i);
        leftBelow -= probability(level - 1, suffixes[level][i]);
      }
      double share = shares.get(level - 1)[context];
      for (int i = from; i < to; i++) {
        double rise = Math.expm1(share * divergence(level, i, left, leftBelow));
        // NaN if the context's n-grams leave no probability; then all of them are kept.
        keep(level, i, context, kept[level][i] || !(rise < threshold));
      }
    }
  }

  /** Kullback–Leibler divergence in this context without n-gram {@code i}, in nats. */
  private double divergence(int level, int i, double left, double leftBelow) {
    double p = probability(level, i);
    double below = probability(level - 1, suffixes[level][i]);
    double backoff = Math.log(left / leftBelow);
    double larger = Math.log((left + p) / (leftBelow + below));
    return -(p * (Math.log(below) + larger - Math.log(p)) + left * (larger - backoff));
  }

  private double probability(int level, int i) {
    return Math.exp(full.levels().get(level).probabilities()[i]);
  }

  private void keep(int level, int i, int context, boolean keep) {
    if (keep) {
      kept[level][i] = true;
      kept[level - 1][context] = true;
      kept[level - 1][suffixes[level][i]] = true;
    }
  }

  private Ngrams smaller() {
    List<Ngrams.Level> levels = new ArrayList<>();
    Arrays.fill(kept[0], true);
    for (int level = 0; level < full.order(); level++) {
      levels.add(smaller(level));
    }
    return new Ngrams(full.vocabulary(), levels);
  }

  private Ngrams.Level smaller(int level) {
    Ngrams.Level old = full.levels().get(level);
    boolean last = level == full.order() - 1;
    int size = count(kept[level], 0, old.size());
    int[] words = new int[size];
    float[] probabilities = new float[size];
    float[] backoffs = new float[size];
    int[] children = new int[size + 1];
    int to = 0;
    for (int i = 0; i < old.size(); i++) {
      if (kept[level][i]) {
        words[to] = old.words()[i];
        probabilities[to] = old.probabilities()[i];
        backoffs[to] = old.backoffs()[i];
        children[to + 1] =
            children[to]
                + (last ? 0 : count(kept[level + 1], old.children()[i], old.children()[i + 1]));
        to++;
      }
    }
    return new Ngrams.Level(words, probabilities, backoffs, children);
  }

  private static int count(boolean[] flags, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += flags[i] ? 1 : 0;
    }
    return count;
  }
}
