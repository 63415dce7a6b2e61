// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

/** The state of a prefix's text, from which the search continues. Mutable and reused. */
public final class TextState {
  /** Where in the lexicon the last, unfinished word is. */
  int lexicon;

  /** What the language model remembers of the words before. */
  long context;

  /** Where in the hot words the text is. */
  int hotWord;

  /** What the text adds to the acoustic score. */
  double score;

  /** What the text adds to the acoustic score. */
  public double score() {
    return score;
  }

  /** The same state, to continue in another way. */
  public TextState copy() {
    TextState copy = new TextState();
    copy.lexicon = lexicon;
    copy.context = context;
    copy.hotWord = hotWord;
    copy.score = score;
    return copy;
  }
}
