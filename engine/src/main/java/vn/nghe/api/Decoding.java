// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.util.List;

/**
 * How text is found in what the model heard. Immutable; begin with {@link #DEFAULT} and change what
 * matters:
 *
 * <pre>{@code
 * Decoding decoding = Decoding.DEFAULT.withHotWords(List.of("Nguyễn Văn Linh", "Đà Lạt"));
 * }</pre>
 *
 * <p>Without a language model, hot words and alternatives to look for, the text is that of the best
 * path, and nothing is searched.
 *
 * @param beamWidth how many hypotheses the search carries from frame to frame, from 1 to {@link
 *     #WIDEST_BEAM}
 * @param languageModel whether to use the model's language model, if it has one
 * @param languageModelWeight what a natural logarithm of the language model counts against one of
 *     the acoustic model, from 0
 * @param wordBonus added for every word, natural logarithm: it makes up for the language model's
 *     preference for few words
 * @param hotWords words and phrases to be preferred, in any case, normal form and placement of tone
 *     marks; at most {@link #MOST_HOT_WORDS} of at most {@link #LONGEST_HOT_WORD} characters
 * @param hotWordBonus by how much, for each of its letters, a hot phrase may be worse than what
 *     would be heard without it, a tone counted as a letter, natural logarithm, from 0. A hot word
 *     of a single syllable gets half of it: many syllables sound alike, and a short one is soon
 *     heard where it was not said
 * @param alternatives how many texts to give at most, the best one included, from 1 to {@link
 *     #MOST_ALTERNATIVES}
 */
public record Decoding(
    int beamWidth,
    boolean languageModel,
    double languageModelWeight,
    double wordBonus,
    List<String> hotWords,
    double hotWordBonus,
    int alternatives) {
  public static final int WIDEST_BEAM = 1000;
  public static final int MOST_HOT_WORDS = 1000;
  public static final int LONGEST_HOT_WORD = 100;
  public static final int MOST_ALTERNATIVES = 100;

  /**
   * The language model if there is one, no hot words, one text. Width, weight and bonuses are
   * rounded from a coarse grid over development clips of {@code nghe-base-vi}.
   */
  public static final Decoding DEFAULT = new Decoding(100, true, 1.2, 2, List.of(), 1.6, 1);

  /** The best unit of every frame and nothing else. */
  public static final Decoding GREEDY = DEFAULT.withLanguageModel(false);

  /**
   * @throws HotWordException if the hot words are too many, or one is too long or blank
   * @throws IllegalArgumentException if a number is outside its range
   */
  public Decoding {
    hotWords = List.copyOf(hotWords);
    require(beamWidth >= 1 && beamWidth <= WIDEST_BEAM, "beam width", beamWidth);
    require(isWeight(languageModelWeight), "language model weight", languageModelWeight);
    require(Double.isFinite(wordBonus), "word bonus", wordBonus);
    require(isWeight(hotWordBonus), "hot word bonus", hotWordBonus);
    require(alternatives >= 1 && alternatives <= MOST_ALTERNATIVES, "alternatives", alternatives);
    HotWordException.checkSizes(hotWords);
  }

  private static boolean isWeight(double value) {
    return value >= 0 && Double.isFinite(value);
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " of " + value + " is out of range");
    }
  }

  public Decoding withBeamWidth(int width) {
    return new Decoding(
        width, languageModel, languageModelWeight, wordBonus, hotWords, hotWordBonus, alternatives);
  }

  public Decoding withLanguageModel(boolean use) {
    return new Decoding(
        beamWidth, use, languageModelWeight, wordBonus, hotWords, hotWordBonus, alternatives);
  }

  public Decoding withLanguageModelWeight(double weight) {
    return new Decoding(
        beamWidth, languageModel, weight, wordBonus, hotWords, hotWordBonus, alternatives);
  }

  public Decoding withWordBonus(double bonus) {
    return new Decoding(
        beamWidth, languageModel, languageModelWeight, bonus, hotWords, hotWordBonus, alternatives);
  }

  public Decoding withHotWords(List<String> words) {
    return new Decoding(
        beamWidth,
        languageModel,
        languageModelWeight,
        wordBonus,
        words,
        hotWordBonus,
        alternatives);
  }

  public Decoding withHotWordBonus(double bonus) {
    return new Decoding(
        beamWidth, languageModel, languageModelWeight, wordBonus, hotWords, bonus, alternatives);
  }

  public Decoding withAlternatives(int most) {
    return new Decoding(
        beamWidth, languageModel, languageModelWeight, wordBonus, hotWords, hotWordBonus, most);
  }
}
