// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Hot words as an Aho-Corasick automaton over bytes (Aho and Corasick, Efficient String Matching,
 * CACM 18(6), 1975). A phrase is matched from the start of a word to the end of one. Its bonus
 * grows with every letter while the text is inside it, so that it survives until it is complete; it
 * stays when it is, and is removed when the text continues differently. Immutable.
 */
public final class HotWordAutomaton {
  /** No phrases. */
  public static final HotWordAutomaton NONE = of(List.of(), _ -> 0);

  private static final byte SPACE = ' ';

  private final ByteTrie tree;

  /** By node: the longest proper suffix of its string that is a node, too. */
  private final int[] fallback;

  /** By node: the bonus that is given in advance there. */
  private final double[] advance;

  /** By node: the bonus that stays when the text arrives there. */
  private final double[] earned;

  private HotWordAutomaton(ByteTrie tree, int[] fallback, double[] advance, double[] earned) {
    this.tree = tree;
    this.fallback = fallback;
    this.advance = advance;
    this.earned = earned;
  }

  /**
   * Builds an automaton.
   *
   * @param phrases as the model spells them, words separated by single spaces, none at the ends
   * @param bonus by phrase, for each of its words: a natural logarithm, from 0
   */
  public static HotWordAutomaton of(List<String> phrases, ToDoubleFunction<String> bonus) {
    List<byte[]> strings =
        phrases.stream().map(p -> (" " + p + " ").getBytes(StandardCharsets.UTF_8)).toList();
    ByteTrie tree = new ByteTrie();
    strings.forEach(tree::add);
    HotWordAutomaton automaton =
        new HotWordAutomaton(
            tree, new int[tree.size()], new double[tree.size()], new double[tree.size()]);
    automaton.share(phrases, bonus);
    automaton.link();
    return automaton;
  }

  /** Makes {@code state} that of the empty text, which the start of a word follows. */
  void begin(TextState state) {
    state.hotWord = step(ByteTrie.ROOT, SPACE);
  }

  /** Adds a byte, the space between words included. */
  void add(TextState state, byte value) {
    int next = step(state.hotWord, value);
    state.score += earned[next] + advance[next] - advance[state.hotWord];
    state.hotWord = next;
  }

  /** Ends the text as a space would end a word. */
  void end(TextState state) {
    add(state, SPACE);
    state.score -= advance[state.hotWord];
  }

  private int step(int node, byte value) {
    int from = node;
    int next = tree.child(from, value);
    while (next == ByteTrie.NONE && from != ByteTrie.ROOT) {
      from = fallback[from];
      next = tree.child(from, value);
    }
    return next == ByteTrie.NONE ? ByteTrie.ROOT : next;
  }

  /**
   * Divides the bonus of each word among its letters, as parts of the longest word that they may
   * still become. What a shorter phrase with the same beginning has earned is not given again.
   */
  private void share(List<String> phrases, ToDoubleFunction<String> bonus) {
    int[] longest = new int[tree.size()];
    double[] worth = new double[tree.size()];
    for (String phrase : phrases) {
      int end =
          walk(phrase, (node, _, _, length) -> longest[node] = Math.max(longest[node], length));
      worth[end] = bonus.applyAsDouble(phrase) * phrase.split(" ", -1).length;
    }
    for (String phrase : phrases) {
      double perWord = bonus.applyAsDouble(phrase);
      double[] paid = {0};
      walk(
          phrase,
          (node, words, letters, length) -> {
            double part = letters == length ? 1 : (double) letters / longest[node];
            double due = perWord * (words + part) - paid[0];
            if (worth[node] > 0) {
              earned[node] = Math.max(0, worth[node] - paid[0]);
              paid[0] = Math.max(paid[0], worth[node]);
              due = perWord * (words + part) - paid[0];
            }
            advance[node] = Math.max(advance[node], due);
          });
    }
  }

  /** Receives each node of {@link #walk} but that of the leading space. */
  private interface Visitor {
    /**
     * @param words how many words are complete before the one that the node is inside of
     * @param letters how many bytes of that word have been read, its space included
     * @param length how many it has
     */
    void visit(int node, int words, int letters, int length);
  }

  /** Walks along a phrase and returns the node of its end. */
  private int walk(String phrase, Visitor visitor) {
    int node = tree.child(ByteTrie.ROOT, SPACE);
    int words = 0;
    for (String part : phrase.split(" ", -1)) {
      byte[] word = (part + " ").getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < word.length; i++) {
        node = tree.child(node, word[i]);
        visitor.visit(node, words, i + 1, word.length);
      }
      words++;
    }
    return node;
  }

  /**
   * Finds the fallbacks, those of shorter strings first. A phrase that ends another one's beginning
   * is earned in its middle.
   */
  private void link() {
    IntStream.range(1, tree.size())
        .boxed()
        .sorted(Comparator.comparingInt(tree::depth))
        .forEach(
            node -> {
              int parent = tree.parent(node);
              if (parent != ByteTrie.ROOT) {
                fallback[node] = step(fallback[parent], tree.value(node));
                if (earned[node] == 0) {
                  earned[node] = earned[fallback[node]];
                }
              }
            });
  }
}
