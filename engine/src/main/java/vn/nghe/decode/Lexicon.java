// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The words of a language model, as a trie over the bytes that spell them. Unknown words are
 * possible, at the cost that {@link TextScorer} gives them. Immutable.
 */
public final class Lexicon {
  /** The state outside the tree: no known word begins like this. */
  static final int OUTSIDE = ByteTrie.NONE;

  static final int START = ByteTrie.ROOT;

  private static final int NO_WORD = -1;

  private final ByteTrie tree;
  private final int[] words;
  private final float[] best;

  private Lexicon(ByteTrie tree, int[] words, float[] best) {
    this.tree = tree;
    this.words = words;
    this.best = best;
  }

  /**
   * A word.
   *
   * @param spelling what the units of the model add up to when they write it, as UTF-8
   * @param word its number in the language model
   * @param logProbability of the word without context, natural logarithm
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Entry(byte[] spelling, int word, float logProbability) {}

  /** A lexicon of all {@code entries}; where two share a spelling, the first one counts. */
  public static Lexicon of(List<Entry> entries) {
    Lexicon none = new Lexicon(new ByteTrie(), new int[] {NO_WORD}, new float[] {0});
    return none.with(entries);
  }

  /** This lexicon with more words. Those whose spelling it has already change nothing. */
  public Lexicon with(List<Entry> entries) {
    ByteTrie grown = new ByteTrie(tree);
    for (Entry entry : entries) {
      grown.add(entry.spelling());
    }
    int[] ends = Arrays.copyOf(words, grown.size());
    Arrays.fill(ends, words.length, ends.length, NO_WORD);
    float[] bounds = Arrays.copyOf(best, grown.size());
    Arrays.fill(bounds, best.length, bounds.length, Float.NEGATIVE_INFINITY);
    for (Entry entry : entries) {
      int node = grown.add(entry.spelling());
      if (ends[node] == NO_WORD && node != START) {
        ends[node] = entry.word();
        raise(grown, bounds, entry);
      }
    }
    return new Lexicon(grown, ends, bounds);
  }

  /**
   * This lexicon with words that the language model does not know. Those that it has already change
   * nothing.
   *
   * @param spellings as in {@link Entry}
   */
  public Lexicon withUnknown(List<String> spellings) {
    List<Entry> missing =
        spellings.stream()
            .map(
                spelling ->
                    new Entry(
                        spelling.getBytes(StandardCharsets.UTF_8),
                        LanguageWords.UNKNOWN_WORD,
                        LanguageWords.UNKNOWN))
            .filter(entry -> !isWord(find(entry.spelling())))
            .toList();
    return missing.isEmpty() ? this : with(missing);
  }

  private int find(byte[] spelling) {
    int state = START;
    for (int i = 0; i < spelling.length && state != OUTSIDE; i++) {
      state = next(state, spelling[i]);
    }
    return state;
  }

  private static void raise(ByteTrie tree, float[] bounds, Entry entry) {
    int node = START;
    for (byte value : entry.spelling()) {
      node = tree.child(node, value);
      bounds[node] = Math.max(bounds[node], entry.logProbability());
    }
  }

  /** Where {@code value} leads from {@code state}, or {@link #OUTSIDE}. */
  int next(int state, byte value) {
    return tree.child(state, value);
  }

  /** Whether a word ends in this state. */
  boolean isWord(int state) {
    return state != OUTSIDE && words[state] != NO_WORD;
  }

  /** The number of the word that ends in this state. */
  int word(int state) {
    return words[state];
  }

  /**
   * The greatest log-probability without context of all words that go on from {@code state}, 0 at
   * the start: an upper bound of the log-probability of the word while only its beginning is known.
   */
  float outlook(int state) {
    return best[state];
  }
}
