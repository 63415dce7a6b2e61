// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.Arrays;

/**
 * Distinct n-grams of one length and how often each was seen. An n-gram is a key: its words'
 * identifiers, {@code bits} wide each, the last word lowest. One that has less than its length
 * before it, because an unknown word stands there or the sentence begins, has 0 in those places.
 *
 * @param length words in an n-gram
 * @param bits width of a word in a key
 * @param keys ascending
 * @param seen how often each came, or, below the longest length, after how many different words
 * @param weighted the same with each occurrence counting as much as its corpus does
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; shared, not copied.
record Counts(int length, int bits, long[] keys, int[] seen, double[] weighted) {
  static Counts none(int length, int bits) {
    return new Counts(length, bits, new long[0], new int[0], new double[0]);
  }

  /** Where the n-grams begin that are whole. */
  int firstWhole() {
    int place = Arrays.binarySearch(keys, 1L << (bits * (length - 1)));
    return place < 0 ? -place - 1 : place;
  }

  int size() {
    return keys.length;
  }

  /** The key of an n-gram's last {@code words} words. */
  long suffix(long key, int words) {
    return key & -1L >>> (Long.SIZE - bits * words);
  }

  /**
   * Adds occurrences.
   *
   * @param more keys in any order, sorted by this; only the first {@code size} are looked at
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
   * What is left of Kneser and Ney's counts when the first word is taken off: for each shorter
   * n-gram, how many different words it came after. One that begins a sentence comes after none, so
   * it keeps the count of how often it came.
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

  /** The first word that is there at all. */
  private long first(long key) {
    int words = Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(key), bits);
    return words == 0 ? 0 : key >>> (bits * (words - 1));
  }
}
