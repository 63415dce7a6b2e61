// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector shape that every kernel uses, and sums whose order does not depend on it. */
final class Lanes {
  /** Must stay a {@code static final} constant: passed as a parameter, C2 boxes every vector. */
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Floats in one vector: 16 with AVX-512, 8 with AVX2, 4 with NEON. */
  static final int LENGTH = SPECIES.length();

  /**
   * Partial sums kept by every reduction, whatever the vector length, so that a machine with short
   * vectors adds in the same order as one with long ones and gets the same bits.
   */
  static final int PARTIAL_SUMS = 16;

  private Lanes() {}

  /** Adds the {@value #PARTIAL_SUMS} partial sums at {@code sums[0..]} pairwise, in fixed order. */
  static float total(float[] sums) {
    for (int half = PARTIAL_SUMS / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        sums[i] += sums[i + half];
      }
    }
    return sums[0];
  }

  /** Adds {@code source[0..count]}, whole vectors, to {@code target} from index {@code to}. */
  static void add(float[] source, float[] target, int to, int count) {
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector.fromArray(SPECIES, target, to + i)
          .add(FloatVector.fromArray(SPECIES, source, i))
          .intoArray(target, to + i);
    }
  }
}
