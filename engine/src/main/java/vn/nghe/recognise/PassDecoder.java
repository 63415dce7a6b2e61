// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The text of an utterance. */
  private record Reading(List<Word> words, List<Alternative> alternatives) {}

  /**
   * Decodes one pass. The text is empty where no word is certain enough, as in music and noise.
   *
   * @param logits stray classes at the start are made blanks, in place
   * @param seconds length of the audio
   * @param clock measures search and text
   */
  Transcript decode(Logits logits, double seconds, StageClock clock) {
    LeadingStrays.silence(logits, leadingStrays);
    List<Utterance> utterances = Utterance.between(logits, isSilent);
    // Of the best path, not of the search: a language model makes words of noise, too.
    List<Word> heard = new ArrayList<>();
    for (Utterance utterance : utterances) {
      List<Span> bestPath = GreedyCtc.decode(utterance.of(logits));
      heard.addAll(assemble(assemblers.heard(), bestPath, utterance, seconds));
    }
    if (!SpeechEvidence.suffices(heard)) {
      clock.ended(Stage.SEARCH);
      return transcript(seconds, List.of(), List.of());
    }
    List<Word> words = new ArrayList<>();
    List<Alternative> texts = List.of();
    for (Utterance utterance : utterances) {
      Reading reading = read(utterance.of(logits), utterance, seconds, clock);
      words.addAll(reading.words());
      texts = Alternative.sequence(texts, reading.alternatives(), decoding.alternatives());
    }
    return transcript(seconds, words, texts);
  }

  private Transcript transcript(double seconds, List<Word> words, List<Alternative> texts) {
    return new Transcript(language, seconds, words, texts);
  }

  private Reading read(Logits logits, Utterance utterance, double seconds, StageClock clock) {
    Optional<List<Hypothesis>> hypotheses =
        search.map(it -> it.search(logits, decoding.beamWidth()));
    List<Span> spans =
        hypotheses
            .map(found -> align(logits, found.getFirst()))
            .orElseGet(() -> GreedyCtc.decode(logits));
    clock.ended(Stage.SEARCH);
    Reading reading =
        new Reading(
            assemble(assemblers.said(), spans, utterance, seconds),
            hypotheses.map(this::alternatives).orElse(List.of()));
    clock.ended(Stage.TEXT);
    return reading;
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
