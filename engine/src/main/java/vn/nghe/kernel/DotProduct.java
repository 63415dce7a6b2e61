// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static vn.nghe.kernel.Lanes.LENGTH;
import static vn.nghe.kernel.Lanes.PARTIAL_SUMS;
import static vn.nghe.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The sum of the products of two rows: one output of a filter. */
public final class DotProduct {
  /** Rows are a multiple of this long. */
  public static final int STEP = PARTIAL_SUMS;

  private DotProduct() {}

  /**
   * Multiplies and adds.
   *
   * @param a holds {@code count} values from {@code aFrom}
   * @param b holds {@code count} values from {@code bFrom}
   * @param count a multiple of {@link #STEP}
   * @return the sum, with the same bits whatever the vector length
   */
  public static float of(float[] a, int aFrom, float[] b, int bFrom, int count) {
    float[] sums = Scratch.partialSums();
    for (int lane = 0; lane < PARTIAL_SUMS; lane += LENGTH) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = lane; i < count; i += PARTIAL_SUMS) {
        sum =
            FloatVector.fromArray(SPECIES, a, aFrom + i)
                .fma(FloatVector.fromArray(SPECIES, b, bFrom + i), sum);
      }
      sum.intoArray(sums, lane);
    }
    return Lanes.total(sums);
  }
}
