// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PairedBootstrapTest {
  private static final int CLIPS = 400;
  private static final long[] TEN_WORDS = repeated(10);

  @Test
  void theSameModelTwiceIsNoDifference() {
    long[] errors = random(1);
    var bootstrap = PairedBootstrap.of(errors, errors, TEN_WORDS, 1);
    assertEquals(0, bootstrap.quantile(0.025));
    assertEquals(0, bootstrap.quantile(0.975));
    assertEquals(1, bootstrap.pValue());
  }

  @Test
  void oneErrorMoreInEveryClipIsCertain() {
    long[] errors = random(1);
    long[] more = Arrays.stream(errors).map(count -> count + 1).toArray();
    var bootstrap = PairedBootstrap.of(errors, more, TEN_WORDS, 1);
    assertEquals(10, bootstrap.quantile(0.025));
    assertEquals(10, bootstrap.quantile(0.975));
    assertEquals(2.0 / (PairedBootstrap.DRAWS + 1), bootstrap.pValue());
  }

  /**
   * The mean of n differences with standard deviation s is normal with s/√n, by the central limit
   * theorem, and 95 % of a normal distribution lie within 1.96 deviations. The ends of the interval
   * are quantiles of 10,000 draws, whose own standard error is √(q(1-q)/10,000)/φ(1.96) = 0.027
   * deviations; a deviation of five of them is negligible.
   */
  @Test
  void theIntervalIsThatOfTheNormalDistribution() {
    long[] first = random(1);
    long[] second = random(2);
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < CLIPS; i++) {
      double difference = 10.0 * (second[i] - first[i]);
      mean += difference / CLIPS;
      squares += difference * difference / CLIPS;
    }
    double deviation = Math.sqrt((squares - mean * mean) / CLIPS);
    var bootstrap = PairedBootstrap.of(first, second, TEN_WORDS, 1);
    assertEquals(mean - 1.96 * deviation, bootstrap.quantile(0.025), 5 * 0.027 * deviation);
    assertEquals(mean + 1.96 * deviation, bootstrap.quantile(0.975), 5 * 0.027 * deviation);
  }

  @Test
  void theOrderOfTheModelsTurnsTheSignAlone() {
    var one = PairedBootstrap.of(random(1), random(2), TEN_WORDS, 1);
    var other = PairedBootstrap.of(random(2), random(1), TEN_WORDS, 1);
    assertEquals(one.pValue(), other.pValue());
    assertEquals(one.differences()[0], -other.differences()[PairedBootstrap.DRAWS - 1]);
  }

  @Test
  void theSeedDecides() {
    assertArrayEquals(
        PairedBootstrap.of(random(1), random(2), TEN_WORDS, 3).differences(),
        PairedBootstrap.of(random(1), random(2), TEN_WORDS, 3).differences());
    assertTrue(
        !Arrays.equals(
            PairedBootstrap.of(random(1), random(2), TEN_WORDS, 3).differences(),
            PairedBootstrap.of(random(1), random(2), TEN_WORDS, 4).differences()));
  }

  private static long[] random(int seed) {
    var random = new Random(seed);
    return random.longs(CLIPS, 0, 6).toArray();
  }

  private static long[] repeated(long value) {
    long[] values = new long[CLIPS];
    Arrays.fill(values, value);
    return values;
  }
}
