// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.nghe.language.Ngrams;

/**
 * Counts n-grams of the longest length, one for each known word and one for the end of each
 * sentence. A word that is not in the vocabulary, such as a number in digits, splits the sentence:
 * no n-gram spans it, because it is not written as it is spoken.
 */
final class NgramCounter {
  private static final int CHUNK = 1 << 22;

  private final Map<String, Integer> ids = new HashMap<>();
  private final int bits;
  private final long mask;
  private final long[] chunk = new long[CHUNK];
  private int filled;
  private double weight;
  private Counts counts;

  /**
   * @throws TextException if an n-gram of so many words does not fit a key
   */
  NgramCounter(List<String> vocabulary, int order) {
    this.bits = Long.SIZE - Long.numberOfLeadingZeros(vocabulary.size() - 1L);
    if (order * bits >= Long.SIZE) {
      throw new TextException(
          "%d words are too many for n-grams of %d; raise the least counts"
              .formatted(vocabulary.size(), order));
    }
    this.mask = -1L >>> (Long.SIZE - order * bits);
    this.counts = Counts.none(order, bits);
    for (int i = Ngrams.END + 1; i < vocabulary.size(); i++) {
      ids.put(vocabulary.get(i), i);
    }
  }

  /** Sets the weight of the sentences that follow. */
  void weight(double weight) {
    flush();
    this.weight = weight;
  }

  void add(List<String> sentence) {
    if (sentence.isEmpty()) {
      return;
    }
    long key = Ngrams.BEGIN;
    for (String word : sentence) {
      int id = ids.getOrDefault(word, Ngrams.UNKNOWN);
      key = id == Ngrams.UNKNOWN ? 0 : count(key, id);
    }
    count(key, Ngrams.END);
  }

  private long count(long before, int word) {
    long key = (before << bits | word) & mask;
    if (filled == CHUNK) {
      flush();
    }
    chunk[filled++] = key;
    return key;
  }

  private void flush() {
    counts = counts.plus(chunk, filled, weight);
    filled = 0;
  }

  Counts counts() {
    flush();
    return counts;
  }
}
