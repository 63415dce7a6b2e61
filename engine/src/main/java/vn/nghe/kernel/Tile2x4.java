// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static vn.nghe.kernel.Lanes.LENGTH;
import static vn.nghe.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Two rows by four vectors: 8 accumulators, 4 vectors of the panel and 2 broadcasts fit the 16
 * registers of AVX2 with room for C2, which spills on every larger tile tried.
 */
final class Tile2x4 {
  static final int ROWS = 2;

  private Tile2x4() {}

  /** The product of 2 rows and one panel; see {@link GemmTile#multiply} for the parameters. */
  static void multiply(
      float[] a, int a0, int a1, float[] b, int panel, int depth, float[] out, int to, int stride) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c02 = FloatVector.zero(SPECIES);
    FloatVector c03 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c12 = FloatVector.zero(SPECIES);
    FloatVector c13 = FloatVector.zero(SPECIES);
    for (int k = 0; k < depth; k++) {
      int row = panel + k * 4 * LENGTH;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, row + LENGTH);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, row + 2 * LENGTH);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, row + 3 * LENGTH);

      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);

      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
    }
    c00.intoArray(out, to);
    c01.intoArray(out, to + LENGTH);
    c02.intoArray(out, to + 2 * LENGTH);
    c03.intoArray(out, to + 3 * LENGTH);
    c10.intoArray(out, to + stride);
    c11.intoArray(out, to + stride + LENGTH);
    c12.intoArray(out, to + stride + 2 * LENGTH);
    c13.intoArray(out, to + stride + 3 * LENGTH);
  }
}
