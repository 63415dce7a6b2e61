// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

/**
 * All n-grams of one length.
 *
 * @param words last words, ascending among n-grams with the same beginning; unused at length 1
 * @param probabilities natural logarithms
 * @param backoffs natural logarithms; unused at the longest length
 * @param children where each one's continuations begin on the next level, and their number; unused
 *     at the longest length
 */
record Level(
    PackedInts words, PackedFloats probabilities, PackedFloats backoffs, PackedInts children) {
  float probability(long ngram) {
    return probabilities.get(ngram);
  }

  float backoff(long ngram) {
    return backoffs.get(ngram);
  }

  /** Finds the continuation of {@code ngram} by {@code word} on the level {@code next}, or −1. */
  long child(long ngram, int word, Level next) {
    return next.words.find(children.get(ngram), children.get(ngram + 1), word);
  }

  /** Whether it matters that {@code ngram} came before a word. */
  boolean isContext(long ngram) {
    return children.get(ngram) != children.get(ngram + 1) || backoff(ngram) != 0;
  }

  /** The last word of an n-gram. */
  int word(long ngram) {
    return words.size() == 0 ? (int) ngram : (int) words.get(ngram);
  }

  /** The n-gram of this level that {@code continuation}, one of the next, begins with. */
  long parent(long continuation) {
    long low = 0;
    long high = children.size() - 1;
    // The last n-gram whose continuations begin here or before; those without any are passed over.
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (children.get(middle) <= continuation) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  Ngrams.Level unpacked() {
    int size = Math.toIntExact(probabilities.codes().size());
    int[] lastWords = new int[size];
    float[] logarithms = new float[size];
    float[] weights = new float[size];
    int[] firstChildren = new int[size + 1];
    for (int i = 0; i < size; i++) {
      lastWords[i] = word(i);
      logarithms[i] = probability(i);
      weights[i] = backoffs.codes().size() == 0 ? 0 : backoff(i);
    }
    for (int i = 0; i < children.size(); i++) {
      firstChildren[i] = (int) children.get(i);
    }
    return new Ngrams.Level(lastWords, logarithms, weights, firstChildren);
  }
}
