// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static vn.nghe.kernel.Lanes.LENGTH;
import static vn.nghe.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Fourteen rows by two vectors: 28 accumulators, 2 vectors of the panel and one broadcast fill 31
 * of the 32 registers of AVX-512. Of the shapes that fit, this one loads the fewest vectors of the
 * panel for each multiply-add: 2 for 28, where five rows by four load 4 for 20.
 */
final class Tile14x2 {
  static final int ROWS = 14;

  /** Vectors side by side. */
  static final int VECTORS = 2;

  private Tile14x2() {}

  /** The product of 14 rows and one panel; see {@link GemmTile#multiply} for the parameters. */
  static void multiply(
      float[] a,
      int a0,
      int a1,
      int a2,
      int a3,
      int a4,
      int a5,
      int a6,
      int a7,
      int a8,
      int a9,
      int a10,
      int a11,
      int a12,
      int a13,
      float[] b,
      int panel,
      int depth,
      float[] out,
      int to,
      int stride) {
    FloatVector r0v0 = FloatVector.zero(SPECIES);
    FloatVector r0v1 = FloatVector.zero(SPECIES);
    FloatVector r1v0 = FloatVector.zero(SPECIES);
    FloatVector r1v1 = FloatVector.zero(SPECIES);
    FloatVector r2v0 = FloatVector.zero(SPECIES);
    FloatVector r2v1 = FloatVector.zero(SPECIES);
    FloatVector r3v0 = FloatVector.zero(SPECIES);
    FloatVector r3v1 = FloatVector.zero(SPECIES);
    FloatVector r4v0 = FloatVector.zero(SPECIES);
    FloatVector r4v1 = FloatVector.zero(SPECIES);
    FloatVector r5v0 = FloatVector.zero(SPECIES);
    FloatVector r5v1 = FloatVector.zero(SPECIES);
    FloatVector r6v0 = FloatVector.zero(SPECIES);
    FloatVector r6v1 = FloatVector.zero(SPECIES);
    FloatVector r7v0 = FloatVector.zero(SPECIES);
    FloatVector r7v1 = FloatVector.zero(SPECIES);
    FloatVector r8v0 = FloatVector.zero(SPECIES);
    FloatVector r8v1 = FloatVector.zero(SPECIES);
    FloatVector r9v0 = FloatVector.zero(SPECIES);
    FloatVector r9v1 = FloatVector.zero(SPECIES);
    FloatVector r10v0 = FloatVector.zero(SPECIES);
    FloatVector r10v1 = FloatVector.zero(SPECIES);
    FloatVector r11v0 = FloatVector.zero(SPECIES);
    FloatVector r11v1 = FloatVector.zero(SPECIES);
    FloatVector r12v0 = FloatVector.zero(SPECIES);
    FloatVector r12v1 = FloatVector.zero(SPECIES);
    FloatVector r13v0 = FloatVector.zero(SPECIES);
    FloatVector r13v1 = FloatVector.zero(SPECIES);
    for (int k = 0; k < depth; k++) {
      int row = panel + k * VECTORS * LENGTH;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, row + LENGTH);

      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      r0v0 = x0.fma(b0, r0v0);
      r0v1 = x0.fma(b1, r0v1);

      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      r1v0 = x1.fma(b0, r1v0);
      r1v1 = x1.fma(b1, r1v1);

      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      r2v0 = x2.fma(b0, r2v0);
      r2v1 = x2.fma(b1, r2v1);

      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      r3v0 = x3.fma(b0, r3v0);
      r3v1 = x3.fma(b1, r3v1);

      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
      r4v0 = x4.fma(b0, r4v0);
      r4v1 = x4.fma(b1, r4v1);

      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
      r5v0 = x5.fma(b0, r5v0);
      r5v1 = x5.fma(b1, r5v1);

      FloatVector x6 = FloatVector.broadcast(SPECIES, a[a6 + k]);
      r6v0 = x6.fma(b0, r6v0);
      r6v1 = x6.fma(b1, r6v1);

      FloatVector x7 = FloatVector.broadcast(SPECIES, a[a7 + k]);
      r7v0 = x7.fma(b0, r7v0);
      r7v1 = x7.fma(b1, r7v1);

      FloatVector x8 = FloatVector.broadcast(SPECIES, a[a8 + k]);
      r8v0 = x8.fma(b0, r8v0);
      r8v1 = x8.fma(b1, r8v1);

      FloatVector x9 = FloatVector.broadcast(SPECIES, a[a9 + k]);
      r9v0 = x9.fma(b0, r9v0);
      r9v1 = x9.fma(b1, r9v1);

      FloatVector x10 = FloatVector.broadcast(SPECIES, a[a10 + k]);
      r10v0 = x10.fma(b0, r10v0);
      r10v1 = x10.fma(b1, r10v1);

      FloatVector x11 = FloatVector.broadcast(SPECIES, a[a11 + k]);
      r11v0 = x11.fma(b0, r11v0);
      r11v1 = x11.fma(b1, r11v1);

      FloatVector x12 = FloatVector.broadcast(SPECIES, a[a12 + k]);
      r12v0 = x12.fma(b0, r12v0);
      r12v1 = x12.fma(b1, r12v1);

      FloatVector x13 = FloatVector.broadcast(SPECIES, a[a13 + k]);
      r13v0 = x13.fma(b0, r13v0);
      r13v1 = x13.fma(b1, r13v1);
    }
    r0v0.intoArray(out, to);
    r0v1.intoArray(out, to + LENGTH);
    r1v0.intoArray(out, to + stride);
    r1v1.intoArray(out, to + stride + LENGTH);
    r2v0.intoArray(out, to + 2 * stride);
    r2v1.intoArray(out, to + 2 * stride + LENGTH);
    r3v0.intoArray(out, to + 3 * stride);
    r3v1.intoArray(out, to + 3 * stride + LENGTH);
    r4v0.intoArray(out, to + 4 * stride);
    r4v1.intoArray(out, to + 4 * stride + LENGTH);
    r5v0.intoArray(out, to + 5 * stride);
    r5v1.intoArray(out, to + 5 * stride + LENGTH);
    r6v0.intoArray(out, to + 6 * stride);
    r6v1.intoArray(out, to + 6 * stride + LENGTH);
    r7v0.intoArray(out, to + 7 * stride);
    r7v1.intoArray(out, to + 7 * stride + LENGTH);
    r8v0.intoArray(out, to + 8 * stride);
    r8v1.intoArray(out, to + 8 * stride + LENGTH);
    r9v0.intoArray(out, to + 9 * stride);
    r9v1.intoArray(out, to + 9 * stride + LENGTH);
    r10v0.intoArray(out, to + 10 * stride);
    r10v1.intoArray(out, to + 10 * stride + LENGTH);
    r11v0.intoArray(out, to + 11 * stride);
    r11v1.intoArray(out, to + 11 * stride + LENGTH);
    r12v0.intoArray(out, to + 12 * stride);
    r12v1.intoArray(out, to + 12 * stride + LENGTH);
    r13v0.intoArray(out, to + 13 * stride);
    r13v1.intoArray(out, to + 13 * stride + LENGTH);
  }
}
