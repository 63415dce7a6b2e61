// SPDX-License-Identifier: Apache-2.0
package vn.nghe.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.nghe.TestFiles;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;
import vn.nghe.model.DecoderState;
import vn.nghe.model.Reference;
import vn.nghe.model.TextDecoder;
import vn.nghe.model.Whisper;

/** The texts that transformers finds; {@code reference/make_random_whisper.py} made them. */
class SearchTest {
  /**
   * The mean of at most 40 logarithms, each within the error of a logit, below 1e-5, and of the
   * normaliser, 1e-5.
   */
  private static final double TOLERANCE = 2e-5;

  private static final Workers WORKERS = new Workers(2);
  private static final TextDecoder DECODER =
      Whisper.load(TestFiles.resource("models/random-whisper"), WORKERS).decoder().orElseThrow();
  private static final int WIDTH = 64;

  private final DecoderState state = DECODER.newState();

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @Test
  void greedyTextIsThatOfTransformers() {
    try (Reference reference = Reference.open("random-whisper")) {
      Generation greedy = GreedySearch.search(begin(reference));
      assertArrayEquals(reference.ints("greedy"), greedy.tokens());
      assertEquals(greedy.tokens().length + 1, greedy.logProbabilities().length);
    }
  }

  @Test
  void theTextsOfABeamAndTheirScoresAreThoseOfTransformers() {
    try (Reference reference = Reference.open("random-whisper")) {
      float[] scores = reference.floats("beam_scores");
      List<Generation> texts = BeamSearch.search(begin(reference), scores.length);
      assertEquals(scores.length, texts.size());
      int[] all = reference.ints("beam");
      int longest = all.length / scores.length;
      for (int i = 0; i < scores.length; i++) {
        int[] row = Arrays.copyOfRange(all, i * longest, (i + 1) * longest);
        int[] expected = Arrays.stream(row).takeWhile(token -> token >= 0).toArray();
        assertArrayEquals(expected, texts.get(i).tokens(), "text " + i);
        assertEquals(scores[i], texts.get(i).score(), TOLERANCE);
        assertEquals(texts.get(i).score(), texts.get(i).meanLogProbability(), 1e-12);
      }
    }
  }

  @Test
  void aSegmentCanBeSearchedAgain() {
    try (Reference reference = Reference.open("random-whisper")) {
      PromptedSegment segment = begin(reference);
      List<Generation> once = BeamSearch.search(segment, 5);
      Generation greedy = GreedySearch.search(segment);
      List<Generation> again = BeamSearch.search(segment, 5);
      assertArrayEquals(reference.ints("greedy"), greedy.tokens());
      assertArrayEquals(once.getLast().tokens(), again.getLast().tokens());
      assertEquals(once.getLast().score(), again.getLast().score());
    }
  }

  @Test
  void textsAreScoredTogetherAsTheyWereFound() {
    try (Reference reference = Reference.open("random-whisper")) {
      PromptedSegment segment = begin(reference);
      List<Generation> found = BeamSearch.search(segment, 5);
      List<Generation> scored =
          TextScores.of(segment, found.stream().map(Generation::tokens).toList());
      for (int i = 0; i < found.size(); i++) {
        assertArrayEquals(found.get(i).tokens(), scored.get(i).tokens());
        assertArrayEquals(found.get(i).logProbabilities(), scored.get(i).logProbabilities());
      }
    }
  }

  @Test
  void samplesFollowTheirSeedAndTemperature() {
    try (Reference reference = Reference.open("random-whisper")) {
      PromptedSegment segment = begin(reference);
      int[] sample = GreedySearch.sample(segment, 1, 7).tokens();
      assertArrayEquals(sample, GreedySearch.sample(segment, 1, 7).tokens());
      assertNotEquals(
          Arrays.toString(sample), Arrays.toString(GreedySearch.sample(segment, 1, 8).tokens()));
      int[] cold = GreedySearch.sample(segment, 0.01, 7).tokens();
      assertArrayEquals(GreedySearch.search(segment).tokens(), cold);
      assertTrue(
          Arrays.stream(sample).noneMatch(DECODER.config().suppressed()::contains),
          "suppressed tokens are never drawn");
    }
  }

  private PromptedSegment begin(Reference reference) {
    float[] encoded = reference.floats("encoder");
    return new PromptedSegment(
        WORKERS,
        DECODER,
        state,
        Matrix.of(encoded, encoded.length / WIDTH, WIDTH),
        DECODER.config().positions());
  }
}
