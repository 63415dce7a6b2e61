// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
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

  /**
   * Adds the {@value #PARTIAL_SUMS} partial sums at {@code sums[0..]} pairwise, in fixed order:
   * first those eight apart, then their sums four apart, and so on. Written out, because a filter
   * of 400 taps spends as long in a loop over the sums as over its taps.
   */
  static float total(float[] sums) {
    return total(sums, 0);
  }

  /** As {@link #total(float[])}, of the partial sums from {@code at} on. */
  static float total(float[] sums, int at) {
    float s0 = (sums[at] + sums[at + 8]) + (sums[at + 4] + sums[at + 12]);
    float s1 = (sums[at + 1] + sums[at + 9]) + (sums[at + 5] + sums[at + 13]);
    float s2 = (sums[at + 2] + sums[at + 10]) + (sums[at + 6] + sums[at + 14]);
    float s3 = (sums[at + 3] + sums[at + 11]) + (sums[at + 7] + sums[at + 15]);
    return (s0 + s2) + (s1 + s3);
  }

  /**
   * The larger of each lane and a bound; NaN stays NaN. Vector max and min cost some six
   * instructions each before AVX10, because Java orders -0 below 0 where the processor does not; a
   * comparison and a choice are two.
   */
  static FloatVector atLeast(FloatVector x, float bound) {
    return x.blend(bound, x.compare(VectorOperators.LT, bound));
  }

  /** The smaller of each lane and a bound; NaN stays NaN. */
  static FloatVector atMost(FloatVector x, float bound) {
    return x.blend(bound, x.compare(VectorOperators.GT, bound));
  }

  /**
   * The larger of two in each lane; NaN where {@code x} is.
   *
   * @param x not carried from one round of a loop to the next, as for every vector that a method is
   *     called on: C2 knows the class of a vector that was just made, but of one that comes around
   *     a loop only what it saw while the code was slow. When it saw nothing, it makes an object of
   *     every vector.
   * @param y may be carried around a loop
   */
  static FloatVector larger(FloatVector x, FloatVector y) {
    return x.blend(y, x.compare(VectorOperators.LT, y));
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
