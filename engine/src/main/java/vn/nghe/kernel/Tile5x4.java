// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static vn.nghe.kernel.Lanes.LENGTH;
import static vn.nghe.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Five rows by four vectors: 20 accumulators, 4 vectors of the panel and one broadcast fill 25 of
 * the 32 registers of AVX-512. Four rows by five or six vectors are 3 % faster, but no width of a
 * Whisper layer is a multiple of such a panel.
 */
final class Tile5x4 {
  static final int ROWS = 5;

  /** Vectors side by side. */
  static final int VECTORS = 4;

  private Tile5x4() {}

  /** The product of 5 rows and one panel; see {@link GemmTile#multiply} for the parameters. */
  static void multiply(
      float[] a,
      int a0,
      int a1,
      int a2,
      int a3,
      int a4,
      float[] b,
      int panel,
      int depth,
      float[] out,
      int to,
      int stride) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c02 = FloatVector.zero(SPECIES);
    FloatVector c03 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c12 = FloatVector.zero(SPECIES);
    FloatVector c13 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c22 = FloatVector.zero(SPECIES);
    FloatVector c23 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c32 = FloatVector.zero(SPECIES);
    FloatVector c33 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c42 = FloatVector.zero(SPECIES);
    FloatVector c43 = FloatVector.zero(SPECIES);
    for (int k = 0; k < depth; k++) {
      int row = panel + k * VECTORS * LENGTH;
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

      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);

      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);

      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      c42 = x4.fma(b2, c42);
      c43 = x4.fma(b3, c43);
    }
    c00.intoArray(out, to);
    c01.intoArray(out, to + LENGTH);
    c02.intoArray(out, to + 2 * LENGTH);
    c03.intoArray(out, to + 3 * LENGTH);
    c10.intoArray(out, to + stride);
    c11.intoArray(out, to + stride + LENGTH);
    c12.intoArray(out, to + stride + 2 * LENGTH);
    c13.intoArray(out, to + stride + 3 * LENGTH);
    c20.intoArray(out, to + 2 * stride);
    c21.intoArray(out, to + 2 * stride + LENGTH);
    c22.intoArray(out, to + 2 * stride + 2 * LENGTH);
    c23.intoArray(out, to + 2 * stride + 3 * LENGTH);
    c30.intoArray(out, to + 3 * stride);
    c31.intoArray(out, to + 3 * stride + LENGTH);
    c32.intoArray(out, to + 3 * stride + 2 * LENGTH);
    c33.intoArray(out, to + 3 * stride + 3 * LENGTH);
    c40.intoArray(out, to + 4 * stride);
    c41.intoArray(out, to + 4 * stride + LENGTH);
    c42.intoArray(out, to + 4 * stride + 2 * LENGTH);
    c43.intoArray(out, to + 4 * stride + 3 * LENGTH);
  }
}
