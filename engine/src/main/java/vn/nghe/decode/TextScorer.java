// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import vn.nghe.language.NgramModel;

/** What units are worth as text: their words and the hot words among them. Immutable. */
public final class TextScorer {
  private final byte[][] pieces;
  private final WordModel words;
  private final HotWords hotWords;

  TextScorer(byte[][] pieces, WordModel words, HotWords hotWords) {
    this.pieces = pieces;
    this.words = words;
    this.hotWords = hotWords;
  }

  /**
   * Hot words alone.
   *
   * @param pieces what each unit adds to the text, in UTF-8; not to be modified
   */
  public static TextScorer ofHotWords(byte[][] pieces, HotWords hotWords) {
    return new TextScorer(pieces, WordModel.ANY, hotWords);
  }

  /**
   * A language model and hot words.
   *
   * @param pieces what each unit adds to the text, in UTF-8; not to be modified
   * @param lexicon holds the words of {@code model} by its numbers
   * @param weight what a natural logarithm of the model counts against one of the acoustics
   * @param wordBonus added for every word, natural logarithm
   */
  public static TextScorer ofLanguage(
      byte[][] pieces,
      NgramModel model,
      Lexicon lexicon,
      double weight,
      double wordBonus,
      HotWords hotWords) {
    return new TextScorer(pieces, new LanguageWords(model, lexicon, weight, wordBonus), hotWords);
  }

  /** Makes {@code state} that of the empty text. */
  void begin(TextState state) {
    state.score = 0;
    words.begin(state);
    hotWords.begin(state);
  }

  /** Adds a unit. */
  void add(TextState state, int unit) {
    for (byte value : pieces[unit]) {
      if (value == ' ') {
        words.space(state);
      } else {
        words.letter(state, value);
      }
      hotWords.add(state, value);
    }
  }

  /** Ends the text. */
  void end(TextState state) {
    words.end(state);
    hotWords.end(state);
  }
}
