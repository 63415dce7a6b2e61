// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.model.Logits;

class PrefixBeamTest {
  /** Unit 0 is the blank, unit 1 the space. */
  private static final byte[][] UNIT_BYTES = {{}, {' '}, {'a'}, {'b'}};

  private static final TextScorer NO_TEXT = TextScorer.ofNothing(UNIT_BYTES);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void withoutPruningTheScoresAreSumsOverAllAlignments(long seed) {
    int frames = 6;
    float[] logits = randomLogits(frames, seed);
    Map<List<Integer>, Double> expected = sumsOverAlignments(logits, frames);

    List<Hypothesis> found = PrefixBeam.search(view(logits), NO_TEXT, Pruning.NONE);

    assertEquals(expected.size(), found.size());
    for (Hypothesis hypothesis : found) {
      double sum = expected.get(Arrays.stream(hypothesis.units()).boxed().toList());
      // A handful of roundings for each of at most 4^6 summands.
      assertEquals(sum, Math.exp(hypothesis.score()), 1e-12);
    }
  }

  @Test
  void theBestComesFirst() {
    double before = Double.POSITIVE_INFINITY;
    for (Hypothesis hypothesis :
        PrefixBeam.search(view(randomLogits(6, 9)), NO_TEXT, Pruning.NONE)) {
      assertTrue(hypothesis.score() <= before);
      before = hypothesis.score();
    }
  }

  /** All frames are nearly certain, so the best sequence is the best path's. */
  @ParameterizedTest
  @CsvSource({"2200220, 22", "2222222, 2", "2012032, 21232", "0000000, ''", "2020202, 2222"})
  void repeatsCollapseBeforeBlanksGo(String path, String units) {
    int[] expected = units.chars().map(c -> c - '0').toArray();
    float[] logits = certain(path);
    assertArrayEquals(expected, PrefixBeam.search(view(logits), NO_TEXT, 10).getFirst().units());
  }

  @Test
  void aUnitIsDatedByTheFrameThatBroughtIt() {
    Hypothesis best = PrefixBeam.search(view(certain("0022003")), NO_TEXT, 10).getFirst();
    assertArrayEquals(new int[] {2, 6}, best.frames());
  }

  /** Prefixes are thrown away and renumbered several times on the way. */
  @Test
  void aLongRecordingIsDecodedInTheRoomOfItsText() {
    String path = "0220030010".repeat(3_000);
    float[] logits = certain(path);
    addNoise(logits, 3);
    List<Hypothesis> found = PrefixBeam.search(view(logits), NO_TEXT, 20);
    int[] greedy = GreedyCtc.decode(view(logits)).stream().mapToInt(Span::unit).toArray();
    assertArrayEquals(greedy, found.getFirst().units());
  }

  @Test
  void theSameLogitsGiveTheSameHypotheses() {
    float[] logits = randomLogits(200, 11);
    List<Hypothesis> first = PrefixBeam.search(view(logits), NO_TEXT, 30);
    List<Hypothesis> second = PrefixBeam.search(view(logits), NO_TEXT, 30);
    assertEquals(first.size(), second.size());
    for (int i = 0; i < first.size(); i++) {
      assertArrayEquals(first.get(i).units(), second.get(i).units());
      assertEquals(first.get(i).score(), second.get(i).score());
    }
  }

  /** A shift of a whole frame is no information. */
  @Test
  void logitsNeedNotBeNormalised() {
    float[] logits = randomLogits(50, 12);
    float[] shifted = logits.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += 64 * (i / 4 % 3);
    }
    Hypothesis plain = PrefixBeam.search(view(logits), NO_TEXT, 30).getFirst();
    Hypothesis moved = PrefixBeam.search(view(shifted), NO_TEXT, 30).getFirst();
    assertArrayEquals(plain.units(), moved.units());
    // Logits of magnitude 128 are rounded to 2^-17 in each of 50 frames.
    assertEquals(plain.score(), moved.score(), 50 * Math.scalb(1.0, -16));
  }

  @Test
  void equalHypothesesAreAllButOneLeftOutAtWidthOne() {
    List<Hypothesis> found = PrefixBeam.search(view(new float[8 * 4]), NO_TEXT, 1);
    assertEquals(1, found.size());
  }

  @Test
  void noFramesHaveTheEmptyText() {
    List<Hypothesis> found = PrefixBeam.search(view(new float[0]), NO_TEXT, 10);
    assertEquals(0, found.getFirst().units().length);
    assertEquals(0, found.getFirst().score());
  }

  @Test
  void aHotWordOutweighsWhatIsAlittleMoreLikely() {
    // "a" at 3/5, "b" at 2/5.
    float[] logits = {-30, -30, (float) Math.log(3), (float) Math.log(2)};
    TextScorer hot = TextScorer.ofHotWords(UNIT_BYTES, HotWordAutomaton.of(List.of("b"), _ -> 1));
    assertArrayEquals(
        new int[] {2}, PrefixBeam.search(view(logits), NO_TEXT, 10).getFirst().units());
    Hypothesis best = PrefixBeam.search(view(logits), hot, 10).getFirst();
    assertArrayEquals(new int[] {3}, best.units());
    assertEquals(best.acoustic() + 1, best.score(), 1e-12);
  }

  private static Logits view(float[] logits) {
    return Logits.of(logits, logits.length / 4, 4, 0);
  }

  private static float[] randomLogits(int frames, long seed) {
    Random random = new Random(seed);
    float[] logits = new float[frames * 4];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = 2 * (float) random.nextGaussian();
    }
    return logits;
  }

  private static float[] certain(String path) {
    float[] logits = new float[path.length() * 4];
    for (int frame = 0; frame < path.length(); frame++) {
      logits[frame * 4 + (path.charAt(frame) - '0')] = 12;
    }
    return logits;
  }

  private static void addNoise(float[] logits, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < logits.length; i++) {
      logits[i] += random.nextFloat();
    }
  }

  /** The probability of each sequence, by going through every path there is. */
  private static Map<List<Integer>, Double> sumsOverAlignments(float[] logits, int frames) {
    Map<List<Integer>, Double> sums = new HashMap<>();
    for (int path = 0; path < 1 << (2 * frames); path++) {
      double probability = 1;
      List<Integer> units = new ArrayList<>();
      int last = 0;
      for (int frame = 0; frame < frames; frame++) {
        int unit = (path >> (2 * frame)) & 3;
        probability *= posterior(logits, frame, unit);
        if (unit != 0 && unit != last) {
          units.add(unit);
        }
        last = unit;
      }
      sums.merge(units, probability, Double::sum);
    }
    return sums;
  }

  private static double posterior(float[] logits, int frame, int unit) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += Math.exp(logits[frame * 4 + i]);
    }
    return Math.exp(logits[frame * 4 + unit]) / sum;
  }
}
