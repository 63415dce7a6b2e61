// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxTest {
  /** Half a unit in the last place of the exponential, of the sum and of the quotient, doubled. */
  private static final double RELATIVE = 6 * 0x1p-24;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 100, 255, 1500})
  void everyLengthAgreesWithDoublePrecision(int count) {
    int at = 5;
    float[] scores = new float[at + Softmax.padded(count) + 3];
    float[] random = Scalar.random(count, count);
    for (int i = 0; i < count; i++) {
      scores[at + i] = 8 * random[i];
    }
    double[] expected = Scalar.softmax(scores, at, count);
    float sum = Softmax.exponentials(scores, at, count, 1);
    for (int i = 0; i < count; i++) {
      // The subtraction from the maximum rounds at 2⁻²⁴ of a difference of up to 64.
      double tolerance = expected[i] * (RELATIVE + 64 * 0x1p-24);
      assertEquals(expected[i], scores[at + i] / (double) sum, tolerance + 1e-37);
    }
  }

  @Test
  void scalingIsAsIfTheScoresHadBeenScaled() {
    float[] scores = Scalar.random(32, 3);
    float[] scaled = scores.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= 0.125f;
    }
    float sum = Softmax.exponentials(scores, 0, 32, 0.125f);
    assertEquals(Softmax.exponentials(scaled, 0, 32, 1), sum);
    assertArrayEquals(scaled, scores, 0f);
  }

  @Test
  void hugeDistancesUnderflowToNothingThatCounts() {
    float[] scores = new float[16];
    scores[0] = 3e38f;
    scores[1] = -3e38f;
    scores[2] = 3e38f;
    assertEquals(2f, Softmax.exponentials(scores, 0, 3, 0.125f));
    assertEquals(1f, scores[0]);
    assertTrue(scores[1] < 1e-36f);
  }
}
