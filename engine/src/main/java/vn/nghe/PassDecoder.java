// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import vn.nghe.audio.Audio;
import vn.nghe.decode.Alignment;
import vn.nghe.decode.GreedyCtc;
import vn.nghe.decode.HotWordSearch;
import vn.nghe.decode.Hypothesis;
import vn.nghe.decode.LeadingStrays;
import vn.nghe.decode.Span;
import vn.nghe.decode.Stretch;
import vn.nghe.model.WhisperCtc;
import vn.nghe.text.WordAssembler;
import vn.nghe.transcript.Alternative;
import vn.nghe.transcript.SpeechEvidence;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/**
 * Decodes passes: where somebody spoke, stretch by stretch between pauses. Immutable.
 *
 * @param model whose logits are decoded
 * @param assemblers how units become words
 * @param isSilent whether a class writes nothing that is seen
 * @param search finds the text; without it, it is that of the best path
 */
record PassDecoder(
    WhisperCtc model,
    Assemblers assemblers,
    IntPredicate isSilent,
    Optional<HotWordSearch> search,
    Decoding decoding)
    implements SegmentDecoder {
  /** Time between two frames. */
  static final double SECONDS_PER_FRAME = (double) WhisperCtc.SAMPLES_PER_FRAME / Audio.SAMPLE_RATE;

  /**
   * How far the best path may be from where the search first held a unit: 2 s. Output of a CTC
   * model is peaked, so the two are seldom more than a few frames apart.
   */
  private static final int ALIGNMENT_BAND = 100;

  /**
   * How units become words.
   *
   * @param heard of the best path, with the model's own probabilities for their confidence
   * @param said of the text that goes out
   */
  record Assemblers(WordAssembler heard, WordAssembler said) {}

  /** What was said in a stretch. */
  private record Reading(List<Word> words, List<Alternative> alternatives) {}

  @Override
  public Transcript decode(float[] logits, int frames, double seconds, StageClock clock) {
    LeadingStrays.silence(logits, frames, model.classes(), model.blank(), model.leadingStrays());
    List<Stretch> stretches = Stretch.between(logits, frames, model.classes(), isSilent);
    // Of the best path and not of what is searched: a language model makes words of noise, too.
    List<Word> heard = new ArrayList<>();
    for (Stretch stretch : stretches) {
      List<Span> bestPath = bestPath(rows(logits, stretch), stretch);
      heard.addAll(assemble(assemblers.heard(), bestPath, stretch, seconds));
    }
    if (!SpeechEvidence.suffices(heard)) {
      clock.ended(Stage.SEARCH);
      return transcript(seconds, List.of(), List.of());
    }
    List<Word> words = new ArrayList<>();
    List<Alternative> texts = List.of();
    for (Stretch stretch : stretches) {
      Reading reading = read(rows(logits, stretch), stretch, seconds, clock);
      words.addAll(reading.words());
      texts = Alternative.sequence(texts, reading.alternatives(), decoding.alternatives());
    }
    return transcript(seconds, words, texts);
  }

  private Transcript transcript(double seconds, List<Word> words, List<Alternative> texts) {
    return new Transcript(model.description().language(), seconds, words, texts);
  }

  private Reading read(float[] rows, Stretch stretch, double seconds, StageClock clock) {
    Optional<List<Hypothesis>> hypotheses = search.map(it -> search(it, rows, stretch));
    List<Span> spans =
        hypotheses
            .map(found -> align(rows, stretch.frames(), found.getFirst()))
            .orElseGet(() -> bestPath(rows, stretch));
    clock.ended(Stage.SEARCH);
    Reading reading =
        new Reading(
            assemble(assemblers.said(), spans, stretch, seconds),
            hypotheses.map(this::alternatives).orElse(List.of()));
    clock.ended(Stage.TEXT);
    return reading;
  }

  private List<Hypothesis> search(HotWordSearch search, float[] rows, Stretch stretch) {
    return search.search(
        rows, stretch.frames(), model.classes(), model.blank(), decoding.beamWidth());
  }

  /** Most passes are one stretch, and the logits of a large head take hundreds of megabytes. */
  private float[] rows(float[] logits, Stretch stretch) {
    if (stretch.firstFrame() == 0) {
      return logits;
    }
    int classes = model.classes();
    return Arrays.copyOfRange(logits, stretch.firstFrame() * classes, stretch.endFrame() * classes);
  }

  private List<Span> bestPath(float[] rows, Stretch stretch) {
    return GreedyCtc.decode(rows, stretch.frames(), model.classes(), model.blank());
  }

  private List<Span> align(float[] rows, int frames, Hypothesis best) {
    return Alignment.near(
        rows, frames, model.classes(), model.blank(), best.units(), best.frames(), ALIGNMENT_BAND);
  }

  /** Words timed from the start of the pass, of spans that count from the start of the stretch. */
  private static List<Word> assemble(
      WordAssembler assembler, List<Span> spans, Stretch stretch, double seconds) {
    double start = Math.min(seconds, stretch.firstFrame() * SECONDS_PER_FRAME);
    double end = Math.min(seconds, stretch.endFrame() * SECONDS_PER_FRAME);
    return assembler.assemble(spans, end - start).stream().map(word -> word.later(start)).toList();
  }

  /** The best texts that differ, each with the score of its best spelling. */
  private List<Alternative> alternatives(List<Hypothesis> hypotheses) {
    int most = decoding.alternatives();
    if (most == 1) {
      return List.of();
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Hypothesis hypothesis : hypotheses) {
      scores.putIfAbsent(assemblers.said().text(hypothesis.units()), hypothesis.score());
    }
    return scores.entrySet().stream()
        .limit(most)
        .map(entry -> new Alternative(entry.getKey(), entry.getValue()))
        .toList();
  }
}
