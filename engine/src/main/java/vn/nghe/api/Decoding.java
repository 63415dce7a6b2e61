// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Configures the search for the text of a recording. Immutable; start from {@link #DEFAULT} and
 * change what matters:
 *
 * <pre>{@code
 * Decoding decoding = Decoding.DEFAULT.withHotWords(List.of("Nguyễn Văn Linh", "Đà Lạt"));
 * }</pre>
 *
 * <p>By {@link DecodingMethod#CTC}, without a language model, hot words and alternatives there is
 * no search: the text is that of the best path.
 *
 * @param beamWidth hypotheses that the search keeps from frame to frame, from 1 to {@link
 *     #WIDEST_BEAM}
 * @param languageModel whether to use the model's language model, if it has one
 * @param languageModelWeight weight of the log-probability of the language model relative to the
 *     acoustic one, from 0
 * @param wordBonus added to the score, a natural logarithm, for every word, since a language model
 *     prefers few words
 * @param hotWords words and phrases that the search prefers, in any case, normal form and placement
 *     of tone marks; at most {@link #MOST_HOT_WORDS} of at most {@link #LONGEST_HOT_WORD}
 *     characters
 * @param hotWordBonus how much lower, for each of its letters, the score of a text with a hot
 *     phrase may be than that of the best text without it, a natural logarithm, from 0; a tone
 *     counts as a letter. A hot word of one syllable gets half of it, since many syllables sound
 *     alike
 * @param alternatives the largest number of texts to return, the best one included, from 1 to
 *     {@link #MOST_ALTERNATIVES}
 * @param method how the text is found; absent for {@link DecodingMethod#CTC} where the model has a
 *     CTC head, else {@link DecodingMethod#ATTENTION}
 * @param decoderBeamWidth hypotheses that the decoder keeps from token to token, from 1 to {@link
 *     #WIDEST_DECODER_BEAM}
 * @param decoderWeight weight of the log-probability that the decoder gives to a text relative to
 *     the score of CTC head and language model, from 0
 */
public record Decoding(
    int beamWidth,
    boolean languageModel,
    double languageModelWeight,
    double wordBonus,
    List<String> hotWords,
    double hotWordBonus,
    int alternatives,
    Optional<DecodingMethod> method,
    int decoderBeamWidth,
    double decoderWeight) {
  public static final int WIDEST_BEAM = 1000;
  public static final int WIDEST_DECODER_BEAM = 100;
  public static final int MOST_HOT_WORDS = 1000;
  public static final int LONGEST_HOT_WORD = 100;
  public static final int MOST_ALTERNATIVES = 100;

  /**
   * The language model if there is one, no hot words, one text. Width, weight and bonuses are
   * rounded from a coarse grid over development clips of {@code nghe-base-vi}; the weight of the
   * decoder from one over some of them, by joint decoding with a jointly trained model.
   */
  public static final Decoding DEFAULT =
      new Decoding(100, true, 1.2, 2, List.of(), 1.6, 1, Optional.empty(), 5, 4);

  /** The best path, or the best token each time: no search. */
  public static final Decoding GREEDY = DEFAULT.withLanguageModel(false).withDecoderBeamWidth(1);

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
    require(
        decoderBeamWidth >= 1 && decoderBeamWidth <= WIDEST_DECODER_BEAM,
        "decoder beam width",
        decoderBeamWidth);
    require(isWeight(decoderWeight), "decoder weight", decoderWeight);
    Objects.requireNonNull(method, "method");
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
        width,
        languageModel,
        languageModelWeight,
        wordBonus,
        hotWords,
        hotWordBonus,
        alternatives,
        method,
        decoderBeamWidth,
        decoderWeight);
  }

  public Decoding withLanguageModel(boolean use) {
    return new Decoding(
        beamWidth,
        use,
        languageModelWeight,
        wordBonus,
        hotWords,
        hotWordBonus,
        alternatives,
        method,
        decoderBeamWidth,
        decoderWeight);
  }

  public Decoding withLanguageModelWeight(double weight) {
    return new Decoding(
        beamWidth,
        languageModel,
        weight,
        wordBonus,
        hotWords,
        hotWordBonus,
        alternatives,
        method,
        decoderBeamWidth,
        decoderWeight);
  }

  public Decoding withWordBonus(double bonus) {
    return new Decoding(
        beamWidth,
        languageModel,
        languageModelWeight,
        bonus,
        hotWords,
        hotWordBonus,
        alternatives,
        method,
        decoderBeamWidth,
        decoderWeight);
  }

  public Decoding withHotWords(List<String> words) {
    return new Decoding(
        beamWidth,
        languageModel,
        languageModelWeight,
        wordBonus,
        words,
        hotWordBonus,
        alternatives,
        method,
        decoderBeamWidth,
        decoderWeight);
  }

  public Decoding withHotWordBonus(double bonus) {
    return new Decoding(
        beamWidth,
        languageModel,
        languageModelWeight,
        wordBonus,
        hotWords,
        bonus,
        alternatives,
        method,
        decoderBeamWidth,
        decoderWeight);
  }

  public Decoding withAlternatives(int most) {
    return new Decoding(
        beamWidth,
        languageModel,
        languageModelWeight,
        wordBonus,
        hotWords,
        hotWordBonus,
        most,
        method,
        decoderBeamWidth,
        decoderWeight);
  }

  public Decoding withMethod(DecodingMethod chosen) {
    return new Decoding(
        beamWidth,
        languageModel,
        languageModelWeight,
        wordBonus,
        hotWords,
        hotWordBonus,
        alternatives,
        Optional.of(chosen),
        decoderBeamWidth,
        decoderWeight);
  }

  public Decoding withDecoderBeamWidth(int width) {
    return new Decoding(
        beamWidth,
        languageModel,
        languageModelWeight,
        wordBonus,
        hotWords,
        hotWordBonus,
        alternatives,
        method,
        width,
        decoderWeight);
  }

  public Decoding withDecoderWeight(double weight) {
    return new Decoding(
        beamWidth,
        languageModel,
        languageModelWeight,
        wordBonus,
        hotWords,
        hotWordBonus,
        alternatives,
        method,
        decoderBeamWidth,
        weight);
  }
}
