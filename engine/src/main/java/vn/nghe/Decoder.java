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
import vn.nghe.decode.Stretch;
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
   * Decodes one pass.
   *
   * @param logits [frames, classes], row by row; stray classes at the start are made blanks
   * @param seconds how long the audio behind them lasts
   * @throws HotWordException if the model cannot write a hot word
   */
  public Transcript decode(float[] logits, int frames, double seconds, Decoding decoding) {
    return segments(decoding).decode(logits, frames, seconds);
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
    return (logits, frames, seconds) -> {
      LeadingStrays.silence(logits, frames, model.classes(), model.blank(), model.leadingStrays());
      List<Stretch> stretches =
          Stretch.between(logits, frames, model.classes(), this::writesNothingSeen);
      // Of the best path and not of what is searched: a language model makes words of noise, too.
      List<Word> bestPath =
          stretches.stream()
              .flatMap(s -> bestPath(rows(logits, s), s, heard, seconds).stream())
              .toList();
      if (!SpeechEvidence.suffices(bestPath)) {
        return transcript(List.of(), seconds, List.of());
      }
      List<Word> said = new ArrayList<>();
      List<Alternative> texts = List.of();
      for (Stretch stretch : stretches) {
        float[] rows = rows(logits, stretch);
        if (search.isEmpty()) {
          said.addAll(bestPath(rows, stretch, words, seconds));
          continue;
        }
        List<Hypothesis> hypotheses =
            search
                .get()
                .search(
                    rows, stretch.frames(), model.classes(), model.blank(), decoding.beamWidth());
        List<Span> spans = align(rows, stretch.frames(), hypotheses.getFirst());
        said.addAll(assemble(spans, stretch, assembler, seconds));
        texts =
            Alternative.sequence(
                texts, alternatives(hypotheses, decoding.alternatives()), decoding.alternatives());
      }
      return transcript(said, seconds, texts);
    };
  }

  private boolean writesNothingSeen(int unit) {
    if (unit == model.blank()) {
      return true;
    }
    for (byte value : pieces[unit]) {
      if (value != ' ') {
        return false;
      }
    }
    return true;
  }

  private float[] rows(float[] logits, Stretch stretch) {
    int classes = model.classes();
    return Arrays.copyOfRange(logits, stretch.firstFrame() * classes, stretch.endFrame() * classes);
  }

  private List<Word> bestPath(float[] rows, Stretch stretch, WordAssembler by, double seconds) {
    List<Span> spans = GreedyCtc.decode(rows, stretch.frames(), model.classes(), model.blank());
    return assemble(spans, stretch, by, seconds);
  }

  /** Words timed from the start of the pass, of spans that count from the start of the stretch. */
  private static List<Word> assemble(
      List<Span> spans, Stretch stretch, WordAssembler by, double seconds) {
    double start = Math.min(seconds, stretch.firstFrame() * SECONDS_PER_FRAME);
    double end = Math.min(seconds, stretch.endFrame() * SECONDS_PER_FRAME);
    return by.assemble(spans, end - start).stream().map(word -> word.later(start)).toList();
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
