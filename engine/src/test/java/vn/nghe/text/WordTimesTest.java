// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WordTimesTest {
  @Test
  void wordsFollowEachOtherInsideTheAudioWhereverTheirUnitsAre() {
    Random random = new Random(20261124);
    for (int round = 0; round < 2000; round++) {
      int words = random.nextInt(6);
      double[] first = new double[words];
      double[] last = new double[words];
      double time = 0;
      for (int i = 0; i < words; i++) {
        // Words of one frame, touching words and long pauses.
        time += 0.02 * (random.nextBoolean() ? 0 : random.nextInt(60));
        first[i] = time;
        time += 0.02 * (1 + random.nextInt(20));
        last[i] = time;
      }
      // The appended silence may hold units: the audio may end before they do, or be empty.
      double seconds = time * random.nextInt(12) / 10;
      WordTimes times = WordTimes.of(first, last, seconds);
      double before = 0;
      for (int i = 0; i < words; i++) {
        assertTrue(times.start(i) >= before, "word " + i + " begins before the last one ends");
        assertTrue(times.end(i) >= times.start(i), "word " + i + " ends before it begins");
        before = times.end(i);
      }
      assertTrue(before <= seconds, "the last word ends after the audio");
    }
  }

  @Test
  void wordsWithoutAPauseTouch() {
    WordTimes times = WordTimes.of(new double[] {0.5, 0.8}, new double[] {0.6, 1}, 2);
    assertEquals(times.end(0), times.start(1));
    assertTrue(times.end(0) > 0.6 && times.end(0) < 0.8);
  }

  @Test
  void aPauseStaysBetweenWords() {
    WordTimes times = WordTimes.of(new double[] {0.5, 2}, new double[] {0.6, 2.2}, 3);
    assertTrue(times.start(1) - times.end(0) > 1);
  }
}
