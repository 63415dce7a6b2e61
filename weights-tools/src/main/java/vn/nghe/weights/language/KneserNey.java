// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.nghe.language.Ngrams;

/**
 * Interpolated modified Kneser–Ney smoothing (Chen and Goodman 1998). With c the count of an n-gram
 * (below the longest length: of the words it follows), D its discount, h the preceding words and h′
 * these without the first,
 *
 * <pre>{@code
 * p(w|h) = w̄ (c(hw) − D(c(hw))) / Σ w̄ c  +  γ(h) p(w|h′)      γ(h) = Σ w̄ D(c) / Σ w̄ c
 * }</pre>
 *
 * where the sums are over all words that follow h, and the order below unigrams is the uniform
 * distribution. Where corpora have weights, discounts come from the counts themselves and w̄, the
 * mean weight of an n-gram's occurrences, scales what is left: with all weights 1 the formulas are
 * Chen and Goodman's.
 */
final class KneserNey {
  /** The customary logarithm for the start of a sentence, which is never predicted. */
  private static final float NEVER = (float) (-99 * Math.log(10));

  private final List<String> vocabulary;
  private final Counts[] counts;
  private final double[][] probabilities;
  private final double[][] backoffs;

  private KneserNey(List<String> vocabulary, Counts longest) {
    int order = longest.length();
    this.vocabulary = vocabulary;
    this.counts = new Counts[order];
    this.probabilities = new double[order][];
    this.backoffs = new double[order][];
    counts[order - 1] = longest;
    for (int i = order - 1; i > 0; i--) {
      counts[i - 1] = counts[i].shorter(Ngrams.BEGIN);
    }
  }

  static Estimate estimate(List<String> vocabulary, Counts longest) {
    var smoothing = new KneserNey(vocabulary, longest);
    smoothing.words();
    for (int i = 1; i < longest.length(); i++) {
      smoothing.level(i);
    }
    return new Estimate(smoothing.ngrams(), smoothing.shares());
  }

  /** Unigrams, interpolated with the uniform distribution over all predictable words. */
  private void words() {
    Counts words = counts[0];
    var discounts = Discounts.of(words);
    double total = 0;
    double taken = 0;
    for (int i = words.firstWhole(); i < words.size(); i++) {
      total += words.weighted()[i];
      taken += taken(words, i, discounts);
    }
    double uniform = taken / total / (vocabulary.size() - 1);
    double[] p = new double[vocabulary.size()];
    Arrays.fill(p, uniform);
    for (int i = words.firstWhole(); i < words.size(); i++) {
      p[(int) words.keys()[i]] += (words.weighted()[i] - taken(words, i, discounts)) / total;
    }
    probabilities[0] = p;
    backoffs[0] = new double[p.length];
  }

  private static double taken(Counts counts, int i, Discounts discounts) {
    int seen = counts.seen()[i];
    return counts.weighted()[i] / seen * discounts.of(seen);
  }

  private void level(int level) {
    Counts here = counts[level];
    var discounts = Discounts.of(here);
    int first = here.firstWhole();
    probabilities[level] = new double[here.size() - first];
    backoffs[level] = new double[here.size() - first];
    int end;
    for (int start = first; start < here.size(); start = end) {
      long context = here.keys()[start] >>> here.bits();
      double total = 0;
      double taken = 0;
      for (end = start; end < here.size() && here.keys()[end] >>> here.bits() == context; end++) {
        total += here.weighted()[end];
        taken += taken(here, end, discounts);
      }
      double left = taken / total;
      backoffs[level - 1][place(context, level - 1)] = left;
      for (int i = start; i < end; i++) {
        double lower =
            probabilities[level - 1][place(here.suffix(here.keys()[i], level), level - 1)];
        double kept = here.weighted()[i] - taken(here, i, discounts);
        probabilities[level][i - first] = kept / total + left * lower;
      }
    }
  }

  /** The index of an n-gram among the full-length ones of its level. */
  private int place(long key, int level) {
    return level == 0
        ? (int) key
        : Arrays.binarySearch(counts[level].keys(), key) - counts[level].firstWhole();
  }

  private Ngrams ngrams() {
    List<Ngrams.Level> levels = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      float[] p = new float[probabilities[i].length];
      float[] b = new float[p.length];
      for (int j = 0; j < p.length; j++) {
        p[j] = (float) Math.min(0, Math.log(probabilities[i][j]));
        b[j] = backoffs[i][j] == 0 ? 0 : (float) Math.log(backoffs[i][j]);
      }
      levels.add(new Ngrams.Level(lastWords(i), p, b, children(i)));
    }
    levels.getFirst().probabilities()[Ngrams.BEGIN] = NEVER;
    return new Ngrams(vocabulary, levels);
  }

  private int[] lastWords(int level) {
    int[] words = new int[probabilities[level].length];
    for (int i = 0; i < words.length; i++) {
      words[i] =
          level == 0
              ? i
              : (int) counts[level].suffix(counts[level].keys()[counts[level].firstWhole() + i], 1);
    }
    return words;
  }

  private int[] children(int level) {
    int[] children = new int[probabilities[level].length + 1];
    if (level < counts.length - 1) {
      Counts next = counts[level + 1];
      for (int i = next.firstWhole(); i < next.size(); i++) {
        children[place(next.keys()[i] >>> next.bits(), level) + 1]++;
      }
      Arrays.parallelPrefix(children, Integer::sum);
    }
    return children;
  }

  /** How often each n-gram precedes a word, as a share of all words. */
  private List<double[]> shares() {
    Counts longest = counts[counts.length - 1];
    double total = Arrays.stream(longest.weighted()).sum();
    List<double[]> shares = new ArrayList<>();
    for (int level = 0; level < counts.length - 1; level++) {
      double[] share = new double[probabilities[level].length];
      for (int i = 0; i < longest.size(); i++) {
        long context = longest.suffix(longest.keys()[i] >>> longest.bits(), level + 1);
        if (context >>> (longest.bits() * level) != 0) {
          share[place(context, level)] += longest.weighted()[i] / total;
        }
      }
      shares.add(share);
    }
    return shares;
  }
}
