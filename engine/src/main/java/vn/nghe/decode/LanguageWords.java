// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import vn.nghe.language.NgramModel;
import vn.nghe.language.Ngrams;

/**
 * Scores words with a language model. The score of an unfinished word is the best that it can
 * become by its first letters, so that a word does not fall behind for the letters it still lacks
 * nor gain from a cost that only its end brings; at the end of the word its log-probability
 * replaces the estimate.
 */
final class LanguageWords implements WordModel {
  /**
   * The log-probability of an unknown word, about that of a rare syllable, and the cost of each of
   * its letters. Without the second, a long unknown word would cost as much as a short name.
   */
  static final float UNKNOWN = -16;

  private static final double UNKNOWN_LETTER = 1;

  /** The number of every word that the model does not know. */
  static final int UNKNOWN_WORD = Ngrams.UNKNOWN;

  private final NgramModel model;
  private final Lexicon lexicon;
  private final double weight;
  private final double bonus;

  /**
   * @param lexicon holds {@code model}'s words
   * @param weight weight of the log-probability of the model relative to the acoustic one
   * @param bonus added for every word, since a product over words prefers few of them
   */
  LanguageWords(NgramModel model, Lexicon lexicon, double weight, double bonus) {
    this.model = model;
    this.lexicon = lexicon;
    this.weight = weight;
    this.bonus = bonus;
  }

  @Override
  public void begin(TextState state) {
    state.lexicon = Lexicon.START;
    state.context = model.begin();
  }

  @Override
  public void letter(TextState state, byte value) {
    int here = state.lexicon;
    if (here != Lexicon.OUTSIDE) {
      int next = lexicon.next(here, value);
      float outlook = next == Lexicon.OUTSIDE ? UNKNOWN : lexicon.outlook(next);
      state.score += weight * (outlook - lexicon.outlook(here));
      state.lexicon = next;
    }
    if (state.lexicon == Lexicon.OUTSIDE && beginsCharacter(value)) {
      state.score -= UNKNOWN_LETTER;
    }
  }

  /** In UTF-8 all bytes of a character but the first are 10xxxxxx. */
  private static boolean beginsCharacter(byte value) {
    return (value & 0xC0) != 0x80;
  }

  @Override
  public void space(TextState state) {
    int here = state.lexicon;
    if (here == Lexicon.START) {
      return;
    }
    int word = lexicon.isWord(here) ? lexicon.word(here) : UNKNOWN_WORD;
    float outlook = here == Lexicon.OUTSIDE ? UNKNOWN : lexicon.outlook(here);
    state.score += weight * (judge(state, word) - outlook) + bonus;
    state.context = model.extend(state.context, word);
    state.lexicon = Lexicon.START;
  }

  /**
   * The log-probability of the next word. The model knows single sentences, and a recording has
   * several, so a sentence may end before the word: where that is likelier, the context is reset to
   * the start of a sentence.
   */
  private float judge(TextState state, int word) {
    if (word == UNKNOWN_WORD) {
      return UNKNOWN;
    }
    long beginning = model.begin();
    float onward = model.logProbability(state.context, word);
    if (state.context == beginning) {
      return onward;
    }
    float afresh = model.endLogProbability(state.context) + model.logProbability(beginning, word);
    if (afresh <= onward) {
      return onward;
    }
    state.context = beginning;
    return afresh;
  }

  @Override
  public void end(TextState state) {
    space(state);
    state.score += weight * model.endLogProbability(state.context);
  }
}
