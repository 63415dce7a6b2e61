// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import vn.nghe.api.Decoding;
import vn.nghe.api.Stage;
import vn.nghe.decode.Alignment;
import vn.nghe.decode.GreedyCtc;
import vn.nghe.decode.HotWordSearch;
import vn.nghe.decode.Hypothesis;
import vn.nghe.decode.LeadingStrays;
import vn.nghe.decode.Span;
import vn.nghe.decode.Utterance;
import vn.nghe.features.Frames;
import vn.nghe.model.Logits;
import vn.nghe.text.WordAssembler;
import vn.nghe.transcript.Alternative;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/**
 * Decodes passes, utterance by utterance; a pass without speech has no text. Immutable.
 *
 * @param language ISO 639-1 code of the text
 * @param leadingStrays stray classes at the start of a pass
 * @param assemblers how units become words
 * @param isSilent whether a class writes nothing visible
 * @param search finds the text; without it, it is that of the best path
 */
record PassDecoder(
    String language,
    List<Integer> leadingStrays,
    Assemblers assemblers,
    IntPredicate isSilent,
    Optional<HotWordSearch> search,
    Decoding decoding) {
  /**
   * How far the best path may be from where the search first held a unit: 2 s. Output of a CTC
   * model is peaked, so the two are seldom more than a few frames apart.
   */
  private static final int ALIGNMENT_BAND = 100;

  /**
   * How units become words.
   *
   * @param heard of the best path, with the model's own probabilities for their confidence
   * @param said of the resulting text
   */
  record Assemblers(WordAssembler heard, WordAssembler said) {}

  /** Puts the texts that a search found into another order. */
  @FunctionalInterface
  interface Order {
    /** As they were found. */
    Order FOUND = texts -> texts;

    /**
     * Orders.
     *
     * @param texts for each utterance of a pass, the best first
     * @return for each utterance at least one of them, the best first
     */
    List<List<Hypothesis>> of(List<List<Hypothesis>> texts);
  }

  /**
   * Decodes one pass. The text is empty where no word is certain enough, as in music and noise.
   *
   * @param logits stray classes at the start are made blanks, in place
   * @param seconds length of the audio
   * @param clock measures search and text
   * @param order of the texts that the search finds
   */
  Transcript decode(Logits logits, double seconds, StageClock clock, Order order) {
    List<Utterance> utterances = utterances(logits);
    if (!isSpeech(logits, utterances, seconds)) {
      clock.ended(Stage.SEARCH);
      return transcript(seconds, List.of(), List.of());
    }
    List<List<Hypothesis>> found = new ArrayList<>();
    if (search.isPresent()) {
      for (Utterance utterance : utterances) {
        found.add(search.get().search(utterance.of(logits), decoding.beamWidth()));
      }
      found = order.of(found);
    }
    clock.ended(Stage.SEARCH);
    List<Word> words = new ArrayList<>();
    List<Alternative> texts = List.of();
    for (int i = 0; i < utterances.size(); i++) {
      Utterance utterance = utterances.get(i);
      Logits part = utterance.of(logits);
      List<Hypothesis> best = found.isEmpty() ? List.of() : found.get(i);
      List<Span> spans = best.isEmpty() ? GreedyCtc.decode(part) : align(part, best.getFirst());
      words.addAll(assemble(assemblers.said(), spans, utterance, seconds));
      texts = Alternative.sequence(texts, alternatives(best), decoding.alternatives());
    }
    clock.ended(Stage.TEXT);
    return transcript(seconds, words, texts);
  }

  /**
   * Decodes one pass by a search of another kind, over all utterances together.
   *
   * @param logits stray classes at the start are made blanks, and between utterances there may be a
   *     space, in place
   * @param space the class that separates words
   * @param whole finds the texts, the best first; there may be none
   */
  Transcript decodeWhole(
      Logits logits,
      double seconds,
      StageClock clock,
      int space,
      Function<Logits, List<Hypothesis>> whole) {
    List<Utterance> utterances = utterances(logits);
    List<Hypothesis> found = List.of();
    if (isSpeech(logits, utterances, seconds)) {
      // CTC models write no space for a pause, and here it costs nothing to write one.
      for (Utterance utterance : utterances.subList(1, utterances.size())) {
        int frame = utterance.firstFrame();
        logits.set(frame, space, logits.at(frame, logits.blank()));
      }
      found = whole.apply(logits);
    }
    clock.ended(Stage.SEARCH);
    if (found.isEmpty()) {
      return transcript(seconds, List.of(), List.of());
    }
    List<Span> spans = Alignment.of(logits, found.getFirst().units());
    Transcript transcript =
        transcript(
            seconds,
            assemble(assemblers.said(), spans, new Utterance(0, logits.frames()), seconds),
            alternatives(found));
    clock.ended(Stage.TEXT);
    return transcript;
  }

  private List<Utterance> utterances(Logits logits) {
    LeadingStrays.silence(logits, leadingStrays);
    return Utterance.between(logits, isSilent);
  }

  /** By the best path, not by a search: a language model makes words of noise, too. */
  private boolean isSpeech(Logits logits, List<Utterance> utterances, double seconds) {
    List<Word> heard = new ArrayList<>();
    for (Utterance utterance : utterances) {
      List<Span> bestPath = GreedyCtc.decode(utterance.of(logits));
      heard.addAll(assemble(assemblers.heard(), bestPath, utterance, seconds));
    }
    return SpeechEvidence.suffices(heard);
  }

  private Transcript transcript(double seconds, List<Word> words, List<Alternative> texts) {
    return new Transcript(language, seconds, words, texts);
  }

  private static List<Span> align(Logits logits, Hypothesis best) {
    return Alignment.near(logits, best.units(), best.frames(), ALIGNMENT_BAND);
  }

  /** Words timed from the start of the pass, of spans that count from that of the utterance. */
  private static List<Word> assemble(
      WordAssembler assembler, List<Span> spans, Utterance utterance, double seconds) {
    double start = Math.min(seconds, utterance.firstFrame() * Frames.SECONDS);
    double end = Math.min(seconds, utterance.endFrame() * Frames.SECONDS);
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
