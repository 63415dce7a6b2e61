// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vn.nghe.api.ModelException;

/**
 * An n-gram language model with back-off (Katz 1987): how likely a word is after the words before
 * it. Immutable and safe to share between threads; queries allocate nothing.
 *
 * <p>Words are identifiers: 0 is {@code <unk>}, any word the model does not know; 1 and 2 are
 * {@code <s>} and {@code </s>}; from 3 on the words stand in the order of their text. A word's
 * spelling must be the model's: the default model knows syllables in NFC and lower case.
 *
 * <p>A context is the words before, as far as the model uses them: at most {@link #order()} − 1
 * words, as a long. Up to order 4 they are packed into it, 21 bits each, the most recent lowest,
 * each as its identifier + 1 so that 0 is no word. Five words do not fit, so from order 5 on the
 * long names their n-gram, and a query looks up its words. Two contexts are the same number if no
 * n-gram of the model distinguishes them.
 */
public final class NgramModel {
  /** Width of a word in a context. */
  static final int WORD_BITS = 21;

  private static final long WORD_MASK = (1L << WORD_BITS) - 1;

  /** How many words fit a long. */
  private static final int WORDS = Long.SIZE / WORD_BITS;

  private static final long WORDS_MASK = -1L >>> (Long.SIZE - WORDS * WORD_BITS);

  /** Where the length of a context stands that names its n-gram; the n-gram is below. */
  private static final int LENGTH_SHIFT = 56;

  private static final long NGRAM_MASK = (1L << LENGTH_SHIFT) - 1;

  private final WordTable vocabulary;
  private final Level[] levels;
  private final boolean packed;
  private final long begin;

  /**
   * @param levels n-grams of 1, 2, … words
   */
  NgramModel(WordTable vocabulary, List<Level> levels) {
    this.vocabulary = vocabulary;
    this.levels = levels.toArray(Level[]::new);
    this.packed = this.levels.length - 1 <= WORDS;
    this.begin = extend(empty(), WordTable.BEGIN);
  }

  /**
   * Opens a model, binary or ARPA text, recognised by its first bytes. The content is read into
   * memory outside of the heap; the file may be changed afterwards.
   *
   * @throws ModelException if it cannot be read or breaks its format; the message says where
   */
  public static NgramModel open(Path file) {
    return NgramFile.isBinary(file) ? NgramFile.open(file) : of(Arpa.read(file));
  }

  /** Makes a model of n-grams without quantising them. */
  public static NgramModel of(Ngrams ngrams) {
    return NgramFile.inMemory(ngrams);
  }

  /** The most words that an n-gram has: 2 to 6. */
  public int order() {
    return levels.length;
  }

  /** How many words there are, the three marks included: identifiers are below this. */
  public int vocabularySize() {
    return vocabulary.size();
  }

  /**
   * A copy as plain arrays.
   *
   * @throws ArithmeticException if there are more n-grams of one length than an array holds
   */
  public Ngrams ngrams() {
    return new Ngrams(vocabulary.words(), Stream.of(levels).map(Level::unpacked).toList());
  }

  /** The identifier of a word, 0 if the model does not know it. */
  public int word(String text) {
    return vocabulary.word(text);
  }

  /**
   * The text of a word.
   *
   * @throws IndexOutOfBoundsException if there is no such word
   */
  public String text(int word) {
    return vocabulary.text(word);
  }

  /** The context of a sentence's first word. */
  public long begin() {
    return begin;
  }

  /** The context of a word before which nothing is known. */
  public long empty() {
    return 0;
  }

  /**
   * How likely a word is.
   *
   * @param context one that this model gave
   * @return the natural logarithm of its probability, backed off where the n-gram is missing
   */
  public float logProbability(long context, int word) {
    float backedOff = 0;
    int longest = length(context);
    long recent = recent(context);
    long older = older(context);
    for (int length = longest; length > 0; length--) {
      long ngram = find(older, recent, length);
      if (ngram >= 0) {
        long longer = levels[length - 1].child(ngram, word, levels[length]);
        if (longer >= 0) {
          return backedOff + levels[length].probability(longer);
        }
        backedOff += levels[length - 1].backoff(ngram);
      }
    }
    return backedOff + levels[0].probability(word);
  }

  /** How likely it is that the sentence ends here, as a natural logarithm. */
  public float endLogProbability(long context) {
    return logProbability(context, WordTable.END);
  }

  /**
   * The context after one more word: the most recent words that the model knows as a context.
   *
   * @param context one that this model gave
   */
  public long extend(long context, int word) {
    int longest = Math.min(length(context) + 1, levels.length - 1);
    long before = recent(context);
    long recent = (before << WORD_BITS | (word + 1L)) & WORDS_MASK;
    long older = older(context) << WORD_BITS | before >>> ((WORDS - 1) * WORD_BITS);
    for (int length = longest; length > 0; length--) {
      long ngram = find(older, recent, length);
      if (ngram >= 0 && levels[length - 1].isContext(ngram)) {
        return packed
            ? recent & -1L >>> (Long.SIZE - length * WORD_BITS)
            : (long) length << LENGTH_SHIFT | ngram;
      }
    }
    return empty();
  }

  /** How many words a context has. */
  private int length(long context) {
    return packed
        ? Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(context), WORD_BITS)
        : (int) (context >>> LENGTH_SHIFT);
  }

  /** The last three words of a context, packed. */
  private long recent(long context) {
    return packed ? context : words(context, 0);
  }

  /** The words before those. */
  private long older(long context) {
    return packed ? 0 : words(context, WORDS);
  }

  /** Three words of a context that names its n-gram, of which {@code from} are more recent. */
  private long words(long context, int from) {
    long words = 0;
    int length = length(context);
    long ngram = context & NGRAM_MASK;
    for (int back = 0; back < Math.min(length, from + WORDS); back++) {
      int level = length - 1 - back;
      if (back >= from) {
        words |= (levels[level].word(ngram) + 1L) << ((back - from) * WORD_BITS);
      }
      ngram = level > 0 ? levels[level - 1].parent(ngram) : ngram;
    }
    return words;
  }

  /** Finds the n-gram of the last {@code length} words, or −1. */
  private long find(long older, long recent, int length) {
    long ngram = wordAt(older, recent, length - 1);
    for (int back = length - 2; back >= 0 && ngram >= 0; back--) {
      int depth = length - 2 - back;
      ngram = levels[depth].child(ngram, wordAt(older, recent, back), levels[depth + 1]);
    }
    return ngram;
  }

  private static int wordAt(long older, long recent, int back) {
    long words = back < WORDS ? recent : older;
    return (int) (words >>> (back % WORDS * WORD_BITS) & WORD_MASK) - 1;
  }
}
