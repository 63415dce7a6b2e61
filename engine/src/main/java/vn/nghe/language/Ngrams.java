// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.util.List;

/**
 * A back-off model as plain arrays, to build, change and write. The arrays are shared, not copied.
 *
 * @param vocabulary words by identifier: {@code <unk>}, {@code <s>}, {@code </s>}, then all others
 *     in ascending order
 * @param levels n-grams of 1, 2, … words; at least two levels and at most six
 */
public record Ngrams(List<String> vocabulary, List<Level> levels) {
  /** The longest n-grams of published models, and the most that KenLM reads by default. */
  public static final int MAX_ORDER = 6;

  /** The identifier of {@code <unk>}. */
  public static final int UNKNOWN = WordTable.UNKNOWN;

  /** The identifier of {@code <s>}. */
  public static final int BEGIN = WordTable.BEGIN;

  /** The identifier of {@code </s>}. */
  public static final int END = WordTable.END;

  /** More words than this do not fit a context. */
  public static final int MAX_VOCABULARY = (1 << NgramModel.WORD_BITS) - 1;

  /**
   * @throws IllegalArgumentException if the vocabulary or the number of levels is not as above
   */
  public Ngrams {
    vocabulary = List.copyOf(vocabulary);
    levels = List.copyOf(levels);
    WordTable.of(vocabulary);
    if (vocabulary.size() > MAX_VOCABULARY) {
      throw new IllegalArgumentException(vocabulary.size() + " words, at most " + MAX_VOCABULARY);
    }
    if (levels.size() < 2 || levels.size() > MAX_ORDER) {
      throw new IllegalArgumentException("order " + levels.size() + ", 2 to 6 expected");
    }
  }

  /** The most words that an n-gram has. */
  public int order() {
    return levels.size();
  }

  /**
   * All n-grams of one length, sorted by their words.
   *
   * @param words last words: on the first level 0, 1, 2, …
   * @param probabilities natural logarithms
   * @param backoffs natural logarithms, 0 where there is nothing to back off from
   * @param children where each n-gram's continuations begin on the next level, then the number of
   *     n-grams there; all 0 on the last level
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; shared, not copied.
  public record Level(int[] words, float[] probabilities, float[] backoffs, int[] children) {
    /** How many n-grams there are. */
    public int size() {
      return words.length;
    }
  }
}
