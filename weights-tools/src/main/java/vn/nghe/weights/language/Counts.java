// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.Arrays;

/**
 * Distinct n-grams of one length and their counts. An n-gram is a key of word identifiers, {@code
 * bits} wide each, the last word in the lowest bits. An n-gram with fewer words, because of a
 * sentence's start or an unknown word, has 0 in their place.
 *
 * @param length words in an n-gram
 * @param bits width of a word in a key
 * @param keys ascending
 * @param seen how often each occurs, or, below the longest length, after how many different words
 * @param weighted the same, with each occurrence counted by the weight of its corpus
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; shared, not copied.
record Counts(int length, int bits, long[] keys, int[] seen, double[] weighted) {
  static Counts none(int length, int bits) {
    return new Counts(length, bits, new long[0], new int[0], new double[0]);
  }

  /** The index of the first n-gram of full length. */
  int firstWhole() {
    int place = Arrays.binarySearch(keys, 1L << (bits * (length - 1)));
    return place < 0 ? -place - 1 : place;
  }

  int size() {
    return keys.length;
  }

  /** The key of the last {@code words} words of an n-gram. */
  long suffix(long key, int words) {
    return key & -1L >>> (Long.SIZE - bits * words);
  }

  /**
   * Adds occurrences.
   *
   * @param more keys in any order; the first {@code size} are used and sorted in place
   */
  Counts plus(long[] more, int size, double weight) {
    Arrays.sort(more, 0, size);
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      boolean isNew = i == 0 || more[i] != more[i - 1];
      if (isNew && Arrays.binarySearch(keys, more[i]) < 0) {
        distinct++;
      }
    }
    long[] allKeys = new long[keys.length + distinct];
    int[] allSeen = new int[allKeys.length];
    double[] allWeighted = new double[allKeys.length];
    int old = 0;
    int fresh = 0;
    for (int i = 0; i < allKeys.length; i++) {
      boolean takeOld = fresh == size || (old < keys.length && keys[old] <= more[fresh]);
      allKeys[i] = takeOld ? keys[old] : more[fresh];
      if (takeOld) {
        allSeen[i] = seen[old];
        allWeighted[i] = weighted[old];
        old++;
      }
      for (; fresh < size && more[fresh] == allKeys[i]; fresh++) {
        allSeen[i]++;
        allWeighted[i] += weight;
      }
    }
    return new Counts(length, bits, allKeys, allSeen, allWeighted);
  }

  /**
   * The counts of the n-grams without their first word, after Kneser and Ney: how many different
   * words each follows. One at the start of a sentence follows none and keeps its count of
   * occurrences.
   */
  Counts shorter(int begin) {
    long[] suffixes = new long[size()];
    for (int i = 0; i < suffixes.length; i++) {
      suffixes[i] = suffix(keys[i], length - 1);
    }
    long[] distinct = Arrays.stream(suffixes).sorted().distinct().toArray();
    int[] after = new int[distinct.length];
    double[] afterWeighted = new double[distinct.length];
    for (int i = 0; i < suffixes.length; i++) {
      int place = Arrays.binarySearch(distinct, suffixes[i]);
      boolean beginsSentence = first(suffixes[i]) == begin;
      after[place] += beginsSentence ? seen[i] : 1;
      afterWeighted[place] += beginsSentence ? weighted[i] : weighted[i] / seen[i];
    }
    return new Counts(length - 1, bits, distinct, after, afterWeighted);
  }

  /** The index of the first word that is not 0. */
  private long first(long key) {
    int words = Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(key), bits);
    return words == 0 ? 0 : key >>> (bits * (words - 1));
  }
}
