// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.util.Arrays;

/** N-grams of one length, each named by a key: the place of its beginning, then its last word. */
final class LevelBuilder {
  private static final long WORD_MASK = (1L << NgramModel.WORD_BITS) - 1;

  private long[] keys = new long[1024];
  private float[] probabilities = new float[1024];
  private float[] backoffs = new float[1024];
  private int size;

  void add(long key, float probability, float backoff) {
    if (size == keys.length) {
      int larger = size * 2;
      keys = Arrays.copyOf(keys, larger);
      probabilities = Arrays.copyOf(probabilities, larger);
      backoffs = Arrays.copyOf(backoffs, larger);
    }
    keys[size] = key;
    probabilities[size] = probability;
    backoffs[size] = backoff;
    size++;
  }

  /** Replaces each key by what {@code names} has in its place. */
  void rename(int[] names) {
    for (int i = 0; i < size; i++) {
      keys[i] = names[(int) keys[i]];
    }
  }

  /**
   * All of them by their keys; nothing is continued yet.
   *
   * @throws IllegalArgumentException if a key came twice
   */
  Ngrams.Level sorted() {
    long[] order = Arrays.copyOf(keys, size);
    Arrays.sort(order);
    int[] words = new int[size];
    for (int i = 0; i < size; i++) {
      if (i > 0 && order[i] == order[i - 1]) {
        throw new IllegalArgumentException("an n-gram of this section comes twice");
      }
      words[i] = (int) (order[i] & WORD_MASK);
    }
    float[] probability = new float[size];
    float[] backoff = new float[size];
    for (int i = 0; i < size; i++) {
      int place = Arrays.binarySearch(order, keys[i]);
      probability[place] = probabilities[i];
      backoff[place] = backoffs[i];
    }
    keys = order;
    return new Ngrams.Level(words, probability, backoff, new int[size + 1]);
  }

  /**
   * After {@link #sorted()}: gives the n-grams of the level before the start of their
   * continuations.
   */
  void linkTo(Ngrams.Level parents) {
    int[] children = parents.children();
    for (long key : keys) {
      children[(int) (key >>> NgramModel.WORD_BITS) + 1]++;
    }
    for (int i = 1; i < children.length; i++) {
      children[i] += children[i - 1];
    }
  }
}
