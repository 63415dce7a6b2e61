// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import vn.nghe.language.NgramModel;

/** Scores units as text, by their words and hot words. Immutable. */
public final class TextScorer {
  private final byte[][] unitBytes;
  private final WordModel words;
  private final HotWordAutomaton hotWords;

  TextScorer(byte[][] unitBytes, WordModel words, HotWordAutomaton hotWords) {
    this.unitBytes = unitBytes;
    this.words = words;
    this.hotWords = hotWords;
  }

  /**
   * Scores every text 0.
   *
   * @param unitBytes what each unit adds to the text, in UTF-8; not to be modified
   */
  public static TextScorer ofNothing(byte[][] unitBytes) {
    return ofHotWords(unitBytes, HotWordAutomaton.NONE);
  }

  /** Hot words alone. */
  static TextScorer ofHotWords(byte[][] unitBytes, HotWordAutomaton hotWords) {
    return new TextScorer(unitBytes, WordModel.ANY, hotWords);
  }

  /**
   * A language model.
   *
   * @param unitBytes what each unit adds to the text, in UTF-8; not to be modified
   * @param lexicon holds the words of {@code model} by its numbers
   * @param weight weight of the log-probability of the model relative to the acoustic one
   * @param wordBonus added for every word, natural logarithm
   */
  public static TextScorer ofLanguage(
      byte[][] unitBytes, NgramModel model, Lexicon lexicon, double weight, double wordBonus) {
    return new TextScorer(
        unitBytes, new LanguageWords(model, lexicon, weight, wordBonus), HotWordAutomaton.NONE);
  }

  /** The same with other hot words. */
  TextScorer withHotWords(HotWordAutomaton others) {
    return new TextScorer(unitBytes, words, others);
  }

  /** The score of a whole text. */
  double score(int[] units) {
    var state = new TextState();
    begin(state);
    for (int unit : units) {
      add(state, unit);
    }
    end(state);
    return state.score;
  }

  /** Makes {@code state} that of the empty text. */
  public void begin(TextState state) {
    state.score = 0;
    words.begin(state);
    hotWords.begin(state);
  }

  /** Adds a unit. */
  public void add(TextState state, int unit) {
    for (byte value : unitBytes[unit]) {
      if (value == ' ') {
        words.space(state);
      } else {
        words.letter(state, value);
      }
      hotWords.add(state, value);
    }
  }

  /** Ends the text. */
  public void end(TextState state) {
    words.end(state);
    hotWords.end(state);
  }
}
