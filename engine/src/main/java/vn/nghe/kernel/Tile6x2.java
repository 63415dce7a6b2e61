// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static vn.nghe.kernel.Lanes.LENGTH;
import static vn.nghe.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Six rows by two vectors: 12 accumulators, 2 vectors of the panel and one broadcast fill 15 of the
 * 16 registers of AVX2. Fewer accumulators do not cover the latency of two multiply-adds a cycle (2
 * by 4 reaches 92 GFLOP/s where this one reaches 107), and C2 spills whatever has more than 2
 * vectors of the panel and 12 accumulators.
 */
final class Tile6x2 {
  static final int ROWS = 6;

  /** Vectors side by side. */
  static final int VECTORS = 2;

  private Tile6x2() {}

  /** The product of 6 rows and one panel; see {@link GemmTile#multiply} for the parameters. */
  static void multiply(
      float[] a,
      int a0,
      int a1,
      int a2,
      int a3,
      int a4,
      int a5,
      float[] b,
      int panel,
      int depth,
      float[] out,
      int to,
      int stride) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c51 = FloatVector.zero(SPECIES);
    for (int k = 0; k < depth; k++) {
      int row = panel + k * VECTORS * LENGTH;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, row + LENGTH);

      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);

      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);

      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);

      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);

      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);

      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
    }
    c00.intoArray(out, to);
    c01.intoArray(out, to + LENGTH);
    c10.intoArray(out, to + stride);
    c11.intoArray(out, to + stride + LENGTH);
    c20.intoArray(out, to + 2 * stride);
    c21.intoArray(out, to + 2 * stride + LENGTH);
    c30.intoArray(out, to + 3 * stride);
    c31.intoArray(out, to + 3 * stride + LENGTH);
    c40.intoArray(out, to + 4 * stride);
    c41.intoArray(out, to + 4 * stride + LENGTH);
    c50.intoArray(out, to + 5 * stride);
    c51.intoArray(out, to + 5 * stride + LENGTH);
  }
}
