// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.nghe.audio.Audio;
import vn.nghe.decode.Alignment;
import vn.nghe.decode.GreedyCtc;
import vn.nghe.decode.HotWordSearch;
import vn.nghe.decode.Hypothesis;
import vn.nghe.decode.LeadingStrays;
import vn.nghe.decode.Lexicon;
import vn.nghe.decode.Span;
import vn.nghe.decode.TextScorer;
import vn.nghe.language.NgramModel;
import vn.nghe.language.Ngrams;
import vn.nghe.model.ConfidenceCalibration;
import vn.nghe.model.LogisticCurve;
import vn.nghe.model.WhisperCtc;
import vn.nghe.text.Speller;
import vn.nghe.text.Vocabulary;
import vn.nghe.text.WordAssembler;
import vn.nghe.text.WordConfidence;
import vn.nghe.transcript.Alternative;
import vn.nghe.transcript.SpeechEvidence;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/** From logits to a transcript, as a {@link Decoding} says. Immutable. */
public final class Decoder {
  /** Time between two frames. */
  private static final double SECONDS_PER_FRAME =
      (double) WhisperCtc.SAMPLES_PER_FRAME / Audio.SAMPLE_RATE;

  /**
   * How far the best path may be from where the search first held a unit: 2 s. Output of a CTC
   * model is peaked, so the two are seldom more than a few frames apart.
   */
  private static final int ALIGNMENT_BAND = 100;

  /** The share of the hot-word bonus that a phrase of one syllable gets. */
  private static final double SINGLE_SYLLABLE = 0.5;

  private final WhisperCtc model;
  private final byte[][] pieces;
  private final Speller speller;

  /** Words of the best path, with the model's own probabilities for their confidence. */
  private final WordAssembler heard;

  /** Words of the best path, or of a search without a language model. */
  private final WordAssembler words;

  /** Words of a search with a language model. */
  private final WordAssembler languageWords;

  private final Optional<Language> language;

  /** A language model and what its words are made of. */
  private record Language(NgramModel model, Lexicon lexicon) {}

  /**
   * @param model whose logits are decoded
   * @param languageModel of syllables
   */
  public Decoder(WhisperCtc model, Optional<NgramModel> languageModel) {
    this.model = model;
    Vocabulary vocabulary =
        switch (model.unit()) {
          case CHARACTER -> Vocabulary.ofCharacters(model.vocabulary());
          case BYTE_LEVEL_BPE -> Vocabulary.ofByteLevelBpe(model.vocabulary());
        };
    this.pieces = vocabulary.pieces();
    this.speller = new Speller(vocabulary);
    ConfidenceCalibration calibration = model.calibration();
    this.heard = assembler(vocabulary, Optional.empty());
    this.words = assembler(vocabulary, calibration.bestPath());
    this.languageWords = assembler(vocabulary, calibration.languageModel());
    this.language = languageModel.map(m -> new Language(m, lexicon(m, speller)));
  }

  private static WordAssembler assembler(Vocabulary vocabulary, Optional<LogisticCurve> curve) {
    return new WordAssembler(
        vocabulary,
        SECONDS_PER_FRAME,
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
   * Decodes one stretch of sound.
   *
   * @param logits [frames, classes], row by row; stray classes at the start are made blanks
   * @param seconds how long the audio behind them lasts
   * @throws HotWordException if the model cannot write a hot word
   */
  public Transcript decode(float[] logits, int frames, double seconds, Decoding decoding) {
    return segments(decoding)
        .decode(logits, frames, seconds, new StageClock(ProgressListener.NONE));
  }

  /**
   * Makes ready to decode the segments of a recording.
   *
   * @throws HotWordException if the model cannot write a hot word
   */
  SegmentDecoder segments(Decoding decoding) {
    boolean asLanguage = decoding.languageModel() && language.isPresent();
    boolean searches = asLanguage || !decoding.hotWords().isEmpty() || decoding.alternatives() > 1;
    WordAssembler assembler = asLanguage ? languageWords : words;
    Optional<HotWordSearch> search = searches ? Optional.of(search(decoding)) : Optional.empty();
    return (logits, frames, seconds, clock) -> {
      LeadingStrays.silence(logits, frames, model.classes(), model.blank(), model.leadingStrays());
      List<Span> bestPath = GreedyCtc.decode(logits, frames, model.classes(), model.blank());
      // Of the best path and not of what is searched: a language model makes words of noise, too.
      if (!SpeechEvidence.suffices(heard.assemble(bestPath, seconds))) {
        clock.ended(Stage.SEARCH);
        return transcript(List.of(), seconds, List.of());
      }
      if (search.isEmpty()) {
        clock.ended(Stage.SEARCH);
        Transcript best = transcript(words.assemble(bestPath, seconds), seconds, List.of());
        clock.ended(Stage.TEXT);
        return best;
      }
      List<Hypothesis> hypotheses =
          search.get().search(logits, frames, model.classes(), model.blank(), decoding.beamWidth());
      List<Span> aligned = align(logits, frames, hypotheses.getFirst());
      clock.ended(Stage.SEARCH);
      Transcript found =
          transcript(
              assembler.assemble(aligned, seconds),
              seconds,
              alternatives(hypotheses, decoding.alternatives()));
      clock.ended(Stage.TEXT);
      return found;
    };
  }

  private List<Span> align(float[] logits, int frames, Hypothesis best) {
    return Alignment.near(
        logits,
        frames,
        model.classes(),
        model.blank(),
        best.units(),
        best.frames(),
        ALIGNMENT_BAND);
  }

  /** Whether {@code hotWord} can be one. */
  boolean writes(String hotWord) {
    try {
      HotPhrases.spell(List.of(hotWord), speller);
      return true;
    } catch (HotWordException _) {
      return false;
    }
  }

  private Transcript transcript(
      List<Word> assembled, double seconds, List<Alternative> alternatives) {
    return new Transcript(model.description().language(), seconds, assembled, alternatives);
  }

  private HotWordSearch search(Decoding decoding) {
    List<String> phrases = HotPhrases.spell(decoding.hotWords(), speller);
    TextScorer plain =
        language
            .filter(_ -> decoding.languageModel())
            .map(
                l ->
                    TextScorer.ofLanguage(
                        pieces,
                        l.model(),
                        l.lexicon().withUnknown(wordsOf(phrases)),
                        decoding.languageModelWeight(),
                        decoding.wordBonus()))
            .orElseGet(() -> TextScorer.ofNothing(pieces));
    return new HotWordSearch(
        pieces, plain, phrases, phrase -> decoding.hotWordBonus() * weight(phrase));
  }

  /** By which a phrase's bonus is multiplied. */
  private static double weight(String phrase) {
    int letters = phrase.replace(" ", "").length();
    return phrase.indexOf(' ') < 0 ? SINGLE_SYLLABLE * letters : letters;
  }

  private static List<String> wordsOf(List<String> phrases) {
    return phrases.stream().flatMap(phrase -> Arrays.stream(phrase.split(" "))).distinct().toList();
  }

  /** The best texts that differ, each with the score of its best spelling. */
  private List<Alternative> alternatives(List<Hypothesis> hypotheses, int most) {
    if (most == 1) {
      return List.of();
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Hypothesis hypothesis : hypotheses) {
      scores.putIfAbsent(words.text(hypothesis.units()), hypothesis.score());
    }
    return scores.entrySet().stream()
        .limit(most)
        .map(entry -> new Alternative(entry.getKey(), entry.getValue()))
        .toList();
  }
}
