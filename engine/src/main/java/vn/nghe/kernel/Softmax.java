// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static vn.nghe.kernel.Lanes.LENGTH;
import static vn.nghe.kernel.Lanes.PARTIAL_SUMS;
import static vn.nghe.kernel.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponentials of a softmax; the division by their sum is left to the caller.
 *
 * <p>exp(x) is 2ⁿ · eʳ with n = round(x / ln 2), so |r| ≤ ln 2 / 2, and eʳ by its Taylor series to
 * degree 7, whose remainder is below r⁸/8! · e^|r| = 7.3e-9, an eighth of half a unit in the last
 * place.
 */
final class Softmax {
  private static final float LOG2_E = 1.442695f;

  /** ln 2 in two parts: the first has 9 bits, so its product with any |n| ≤ 126 is exact. */
  private static final float LN2_HIGH = 0x1.63p-1f;

  private static final float LN2_LOW = -0.00021219444f;

  /** Adding 1.5 · 2²³ leaves no bits for a fraction: the sum is rounded to a whole number. */
  private static final float ROUND = 0x1.8p23f;

  /** The scale 2ⁿ must stay a normal number; what is below rounds to nothing beside the maximum. */
  private static final float SMALLEST = -86.0f;

  private Softmax() {}

  /** Values that a row needs room for: {@code count} rounded up to whole partial sums. */
  static int padded(int count) {
    return Math.ceilDiv(count, PARTIAL_SUMS) * PARTIAL_SUMS;
  }

  /**
   * Replaces scores by exp(scale · (score - largest score)) and returns their sum.
   *
   * @param scores a buffer with room up to {@link #padded}, which is overwritten
   * @param at first score
   * @param count how many, at least 1
   * @param scale a positive factor
   */
  static float exponentials(float[] scores, int at, int count, float scale) {
    int end = at + padded(count);
    Arrays.fill(scores, at + count, end, Float.NEGATIVE_INFINITY);
    float largest = largest(scores, at, end);
    float[] sums = Scratch.partialSums();
    for (int lane = 0; lane < PARTIAL_SUMS; lane += LENGTH) {
      exponentials(scores, at + lane, end, largest, scale, sums, lane);
    }
    return Lanes.total(sums);
  }

  /** The vectors that begin {@value Lanes#PARTIAL_SUMS} scores apart, and where their sum goes. */
  private static void exponentials(
      float[] scores, int first, int end, float largest, float scale, float[] sums, int lane) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = first; i < end; i += PARTIAL_SUMS) {
      FloatVector e = exp(FloatVector.fromArray(SPECIES, scores, i).sub(largest).mul(scale));
      e.intoArray(scores, i);
      sum = e.add(sum);
    }
    sum.intoArray(sums, lane);
  }

  /**
   * A maximum is the same in any order, so its lanes may be combined in any. Two of them, because
   * each comparison waits for the one before; both begin with the last vector, which an odd number
   * of vectors would leave out.
   */
  private static float largest(float[] scores, int at, int end) {
    FloatVector last = FloatVector.fromArray(SPECIES, scores, end - LENGTH);
    FloatVector even = last;
    FloatVector odd = last;
    for (int i = at; i + LENGTH < end; i += 2 * LENGTH) {
      even = Lanes.larger(FloatVector.fromArray(SPECIES, scores, i), even);
      odd = Lanes.larger(FloatVector.fromArray(SPECIES, scores, i + LENGTH), odd);
    }
    return Lanes.larger(Lanes.larger(last, even), odd).reduceLanes(VectorOperators.MAX);
  }

  /** exp of values that are zero or less, lane by lane. */
  private static FloatVector exp(FloatVector value) {
    FloatVector x = Lanes.atLeast(value, SMALLEST);
    FloatVector shifted =
        x.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r =
        n.fma(
            FloatVector.broadcast(SPECIES, -LN2_LOW),
            n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x));
    FloatVector series =
        r.fma(FloatVector.broadcast(SPECIES, 1f / 5040), FloatVector.broadcast(SPECIES, 1f / 720))
            .fma(r, FloatVector.broadcast(SPECIES, 1f / 120))
            .fma(r, FloatVector.broadcast(SPECIES, 1f / 24))
            .fma(r, FloatVector.broadcast(SPECIES, 1f / 6))
            .fma(r, FloatVector.broadcast(SPECIES, 1f / 2))
            .fma(r, FloatVector.broadcast(SPECIES, 1f))
            .fma(r, FloatVector.broadcast(SPECIES, 1f));
    // The low bits of the shifted value are n itself; moved up, they are n steps of the exponent.
    IntVector scale = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return series.reinterpretAsInts().add(scale).reinterpretAsFloats();
  }
}
