// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.nghe.TestFiles;
import vn.nghe.decode.Hypothesis;
import vn.nghe.generate.PromptedSegment;
import vn.nghe.generate.TextScores;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;
import vn.nghe.model.Reference;
import vn.nghe.model.TextDecoder;
import vn.nghe.model.Whisper;

/** Texts are words by number here; the decoder with random weights has an opinion on them. */
class RescoringTest {
  private static final Workers WORKERS = new Workers(1);
  private static final TextDecoder DECODER =
      Whisper.load(TestFiles.resource("models/random-whisper"), WORKERS).decoder().orElseThrow();
  private static final int WIDTH = 64;
  private static final String[] WORDS = {"anh", "nói", "chưa", "hết", "câu", ""};

  private final PromptedSegment segment = segment();
  private final AttentionDecoder attention = new AttentionDecoder(DECODER, "vi");

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @Test
  void theScoreOfTheSearchAndThatOfTheDecoderAreAdded() {
    List<Hypothesis> found = List.of(said(-1, 0), said(-2, 1), said(-3, 2, 3), said(-4, 4));
    double weight = 0.7;
    List<Hypothesis> ordered = rescoring(weight).of(List.of(found)).getFirst();
    List<Double> expected =
        found.stream()
            .map(text -> text.score() + weight * logProbability(text(text)))
            .sorted(Comparator.reverseOrder())
            .toList();
    assertEquals(expected, ordered.stream().map(Hypothesis::score).toList());
  }

  @Test
  void withoutWeightTheOrderStays() {
    List<Hypothesis> found = List.of(said(-1, 0), said(-2, 1), said(-3, 2));
    List<Hypothesis> ordered = rescoring(0).of(List.of(found)).getFirst();
    assertEquals(texts(found), texts(ordered));
  }

  @Test
  void aTextIsScoredOnceAndOnlyTheBestSixteenAre() {
    List<Hypothesis> twice = List.of(said(-1, 0), said(-2, 0), said(-3, 1));
    assertEquals(2, rescoring(1).of(List.of(twice)).getFirst().size());
    List<Hypothesis> many = IntStream.range(0, 25).mapToObj(i -> said(-i, i / 5, i % 5)).toList();
    List<Hypothesis> ordered = rescoring(1).of(List.of(many)).getFirst();
    assertEquals(16, ordered.size());
    assertTrue(texts(many.subList(0, 16)).containsAll(texts(ordered)));
  }

  @Test
  void anUtteranceIsReadAmongTheOthers() {
    List<Hypothesis> first = List.of(said(0, 0), said(0, 1));
    List<Hypothesis> second = List.of(said(0, 2), said(0, 3));
    List<List<Hypothesis>> ordered = rescoring(1).of(List.of(first, second));
    String before = text(ordered.get(0).getFirst());
    List<Double> expected =
        second.stream()
            .map(text -> logProbability(before + " " + text(text)))
            .sorted(Comparator.reverseOrder())
            .toList();
    assertEquals(expected, ordered.get(1).stream().map(Hypothesis::score).toList());
  }

  @Test
  void anUtteranceWithoutAlternativesAndASilentOneStay() {
    List<Hypothesis> alone = List.of(said(-1, 3));
    List<Hypothesis> silent = List.of(said(-1, 5));
    assertEquals(List.of(alone, silent), rescoring(1).of(List.of(alone, silent)));
  }

  private Rescoring rescoring(double weight) {
    return new Rescoring(segment, attention::tokens, RescoringTest::text, weight);
  }

  private double logProbability(String text) {
    double[] all =
        TextScores.of(segment, List.of(attention.tokens(text))).getFirst().logProbabilities();
    return Arrays.stream(all).sum();
  }

  private static Hypothesis said(double score, int... words) {
    return new Hypothesis(words, new int[words.length], score, score);
  }

  private static String text(Hypothesis hypothesis) {
    return String.join(
        " ", Arrays.stream(hypothesis.units()).mapToObj(word -> WORDS[word]).toList());
  }

  private static List<String> texts(List<Hypothesis> hypotheses) {
    return hypotheses.stream().map(RescoringTest::text).toList();
  }

  private static PromptedSegment segment() {
    try (Reference reference = Reference.open("random-whisper")) {
      float[] encoded = reference.floats("encoder");
      return new PromptedSegment(
          WORKERS,
          DECODER,
          DECODER.newState(),
          Matrix.of(encoded, encoded.length / WIDTH, WIDTH),
          DECODER.config().positions());
    }
  }
}
