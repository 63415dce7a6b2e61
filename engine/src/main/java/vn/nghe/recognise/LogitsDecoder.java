// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import vn.nghe.api.Decoding;
import vn.nghe.api.DecodingMethod;
import vn.nghe.api.HotWordException;
import vn.nghe.api.ProgressListener;
import vn.nghe.decode.HotWordSearch;
import vn.nghe.decode.Lexicon;
import vn.nghe.decode.TextScorer;
import vn.nghe.features.Frames;
import vn.nghe.language.NgramModel;
import vn.nghe.language.Ngrams;
import vn.nghe.model.ConfidenceCalibration;
import vn.nghe.model.CtcHead;
import vn.nghe.model.LogisticCurve;
import vn.nghe.model.Logits;
import vn.nghe.text.Speller;
import vn.nghe.text.Vocabulary;
import vn.nghe.text.WordAssembler;
import vn.nghe.text.WordConfidence;
import vn.nghe.transcript.Transcript;

/** From logits to a transcript, as a {@link Decoding} configures it. Immutable. */
public final class LogitsDecoder {
  /** The share of the hot-word bonus that a phrase of one syllable gets. */
  private static final double SINGLE_SYLLABLE = 0.5;

  private final CtcHead head;
  private final String language;
  private final byte[][] unitBytes;
  private final BitSet silent;
  private final Speller speller;

  /** Words of the best path, with the model's own probabilities for their confidence. */
  private final WordAssembler heard;

  /** Words of the best path, or of a search without a language model. */
  private final WordAssembler words;

  /** Words of a search with a language model. */
  private final WordAssembler languageWords;

  private final Optional<Language> languageModel;

  /** A language model and the spellings of its words. */
  private record Language(NgramModel model, Lexicon lexicon) {}

  /**
   * @param head whose logits are decoded
   * @param language ISO 639-1 code of the text
   * @param languageModel of syllables
   */
  public LogitsDecoder(CtcHead head, String language, Optional<NgramModel> languageModel) {
    this.head = head;
    this.language = language;
    Vocabulary vocabulary =
        switch (head.config().unit()) {
          case CHARACTER -> Vocabulary.ofCharacters(head.vocabulary());
          case BYTE_LEVEL_BPE -> Vocabulary.ofByteLevelBpe(head.vocabulary());
        };
    this.unitBytes = vocabulary.unitBytes();
    this.silent = silent(unitBytes, head.config().blank());
    this.speller = new Speller(vocabulary);
    ConfidenceCalibration calibration = head.config().calibration();
    this.heard = assembler(vocabulary, Optional.empty());
    this.words = assembler(vocabulary, calibration.bestPath());
    this.languageWords = assembler(vocabulary, calibration.languageModel());
    this.languageModel = languageModel.map(m -> new Language(m, lexicon(m, speller)));
  }

  private static WordAssembler assembler(Vocabulary vocabulary, Optional<LogisticCurve> curve) {
    return new WordAssembler(
        vocabulary,
        Frames.SECONDS,
        curve
            .map(c -> WordConfidence.logistic(c.slope(), c.intercept()))
            .orElse(WordConfidence.GEOMETRIC_MEAN));
  }

  private static Lexicon lexicon(NgramModel model, Speller speller) {
    List<Lexicon.Entry> entries = new ArrayList<>(model.vocabularySize());
    for (int word = Ngrams.END + 1; word < model.vocabularySize(); word++) {
      int number = word;
      speller
          .spell(model.text(word))
          .ifPresent(
              spelling ->
                  entries.add(
                      new Lexicon.Entry(
                          spelling.getBytes(StandardCharsets.UTF_8),
                          number,
                          model.logProbability(model.empty(), number))));
    }
    return Lexicon.of(entries);
  }

  /**
   * Decodes one pass.
   *
   * @param logits stray classes at the start are made blanks, in place
   * @param seconds length of the audio
   * @throws HotWordException if the model cannot write a hot word
   */
  public Transcript decode(Logits logits, double seconds, Decoding decoding) {
    return segments(decoding)
        .decode(logits, seconds, new StageClock(ProgressListener.NONE), PassDecoder.Order.FOUND);
  }

  /**
   * Returns a decoder for the segments of one recording.
   *
   * @throws HotWordException if the model cannot write a hot word
   */
  PassDecoder segments(Decoding decoding) {
    boolean asLanguage = decoding.languageModel() && languageModel.isPresent();
    boolean searches =
        asLanguage
            || !decoding.hotWords().isEmpty()
            || decoding.alternatives() > 1
            || decoding.method().equals(Optional.of(DecodingMethod.RESCORE));
    return new PassDecoder(
        language,
        head.config().leadingStrays(),
        new PassDecoder.Assemblers(heard, asLanguage ? languageWords : words),
        silent::get,
        searches ? Optional.of(search(decoding)) : Optional.empty(),
        decoding);
  }

  /** The text of units. */
  String text(int[] units) {
    return words.text(units);
  }

  /** The classes that write nothing visible. */
  private static BitSet silent(byte[][] unitBytes, int blank) {
    BitSet silent = new BitSet(unitBytes.length);
    for (int unit = 0; unit < unitBytes.length; unit++) {
      silent.set(
          unit, unit == blank || new String(unitBytes[unit], StandardCharsets.UTF_8).isBlank());
    }
    return silent;
  }

  /** Whether the model has units for all letters of a hot word, and it has letters. */
  public boolean writes(String hotWord) {
    try {
      HotPhrases.spell(List.of(hotWord), speller);
      return true;
    } catch (HotWordException _) {
      return false;
    }
  }

  /** Scores units as text, by the language model if there is one and it is to be used. */
  TextScorer scorer(Decoding decoding, List<String> phrases) {
    return languageModel
        .filter(_ -> decoding.languageModel())
        .map(
            l ->
                TextScorer.ofLanguage(
                    unitBytes,
                    l.model(),
                    l.lexicon().withUnknown(wordsOf(phrases)),
                    decoding.languageModelWeight(),
                    decoding.wordBonus()))
        .orElseGet(() -> TextScorer.ofNothing(unitBytes));
  }

  private HotWordSearch search(Decoding decoding) {
    List<String> phrases = HotPhrases.spell(decoding.hotWords(), speller);
    TextScorer plain = scorer(decoding, phrases);
    return new HotWordSearch(
        unitBytes, plain, phrases, phrase -> decoding.hotWordBonus() * weight(phrase));
  }

  /** The factor of a phrase's bonus. */
  private static double weight(String phrase) {
    int letters = phrase.replace(" ", "").length();
    return phrase.indexOf(' ') < 0 ? SINGLE_SYLLABLE * letters : letters;
  }

  private static List<String> wordsOf(List<String> phrases) {
    return phrases.stream().flatMap(phrase -> Arrays.stream(phrase.split(" "))).distinct().toList();
  }
}
