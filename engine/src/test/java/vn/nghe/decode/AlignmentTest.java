// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.model.Logits;

class AlignmentTest {
  private static final int CLASSES = 3;

  @ParameterizedTest
  @CsvSource({
    "'12', 7",
    "'11', 7",
    "'1', 5",
    "'121', 6",
    "'1122', 8",
    "'2', 1",
    "'12', 2",
    "'11', 3"
  })
  void thePathIsTheBestOfAll(String text, int frames) {
    int[] units = text.chars().map(c -> c - '0').toArray();
    for (long seed = 0; seed < 20; seed++) {
      Logits logits = random(frames, seed);
      int[] best = bestPath(logits, units);
      List<Span> spans = Alignment.of(logits, units);
      assertEquals(units.length, spans.size());
      int frame = 0;
      for (Span span : spans) {
        while (best[frame] == 0) {
          frame++;
        }
        assertEquals(best[frame], span.unit());
        assertEquals(frame, span.firstFrame());
        double posteriors = 0;
        while (frame < span.endFrame()) {
          assertEquals(span.unit(), best[frame]);
          posteriors += posterior(logits, frame, span.unit());
          frame++;
        }
        assertEquals(posteriors / (span.endFrame() - span.firstFrame()), span.probability(), 1e-12);
      }
      while (frame < frames) {
        assertEquals(0, best[frame++]);
      }
    }
  }

  @Test
  void doubledUnitsAreKeptApartByABlank() {
    // Unit 1 everywhere; the blank is least unlikely in frame 3.
    float[] logits = new float[6 * CLASSES];
    for (int frame = 0; frame < 6; frame++) {
      logits[frame * CLASSES + 1] = 9;
      logits[frame * CLASSES] = frame == 3 ? 5 : 1;
    }
    List<Span> spans = Alignment.of(Logits.of(logits, 6, CLASSES, 0), new int[] {1, 1});
    assertEquals(0, spans.get(0).firstFrame());
    assertEquals(3, spans.get(0).endFrame());
    assertEquals(4, spans.get(1).firstFrame());
    assertEquals(6, spans.get(1).endFrame());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aBandThatHoldsThePathChangesNothing(long seed) {
    int frames = 400;
    Logits logits = random(frames, seed);
    List<Hypothesis> found =
        PrefixBeam.search(
            logits,
            TextScorer.ofHotWords(new byte[][] {{}, {'a'}, {'b'}}, HotWordAutomaton.NONE),
            20);
    Hypothesis best = found.getFirst();
    List<Span> whole = Alignment.of(logits, best.units());
    List<Span> banded = Alignment.near(logits, best.units(), best.frames(), 50);
    assertEquals(whole, banded);
  }

  @Test
  void theNarrowestBandStillHoldsAPath() {
    Logits logits = random(60, 4);
    Hypothesis best =
        PrefixBeam.search(
                logits,
                TextScorer.ofHotWords(new byte[][] {{}, {'a'}, {'b'}}, HotWordAutomaton.NONE),
                20)
            .getFirst();
    List<Span> spans = Alignment.near(logits, best.units(), best.frames(), 0);
    for (int i = 0; i < spans.size(); i++) {
      assertEquals(best.frames()[i], spans.get(i).firstFrame());
    }
  }

  @ParameterizedTest
  @CsvSource({"'12', 1", "'11', 2", "'111', 4", "'1', 0"})
  void unitsThatDoNotFitAreRefused(String text, int frames) {
    int[] units = text.chars().map(c -> c - '0').toArray();
    Logits logits = random(frames, 1);
    assertThrows(IllegalArgumentException.class, () -> Alignment.of(logits, units));
  }

  @Test
  void nothingIsNowhere() {
    assertEquals(List.of(), Alignment.of(random(5, 1), new int[0]));
  }

  /** The best of all 3^frames paths that say {@code units}. */
  private static int[] bestPath(Logits logits, int[] units) {
    int frames = logits.frames();
    int[] best = new int[frames];
    double most = Double.NEGATIVE_INFINITY;
    int paths = (int) Math.round(Math.pow(CLASSES, frames));
    for (int number = 0; number < paths; number++) {
      int[] path = new int[frames];
      double sum = 0;
      for (int frame = 0, rest = number; frame < frames; frame++, rest /= CLASSES) {
        path[frame] = rest % CLASSES;
        sum += logits.at(frame, path[frame]);
      }
      if (sum > most && says(path, units)) {
        most = sum;
        best = path;
      }
    }
    return best;
  }

  private static boolean says(int[] path, int[] units) {
    int said = 0;
    int last = 0;
    for (int unit : path) {
      if (unit != 0 && unit != last) {
        if (said == units.length || units[said] != unit) {
          return false;
        }
        said++;
      }
      last = unit;
    }
    return said == units.length;
  }

  private static double posterior(Logits logits, int frame, int unit) {
    double sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      sum += Math.exp(logits.at(frame, i));
    }
    return Math.exp(logits.at(frame, unit)) / sum;
  }

  private static Logits random(int frames, long seed) {
    Random random = new Random(seed);
    float[] logits = new float[frames * CLASSES];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = 2 * (float) random.nextGaussian();
    }
    return Logits.of(logits, frames, CLASSES, 0);
  }
}
