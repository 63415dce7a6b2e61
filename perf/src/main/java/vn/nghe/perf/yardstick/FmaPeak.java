// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.yardstick;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The peak arithmetic of one core: fused multiply-adds on registers, without loads and stores.
 *
 * <p>An FMA takes four cycles on current x86-64 cores and up to two start in each, so eight
 * independent chains keep the units busy. Twelve leave slack and still fit the 16 registers of AVX2
 * together with both factors.
 */
public final class FmaPeak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int STEPS = 100_000;

  /** Billions of multiplications and additions in one call of {@link #run}. */
  public static final double GIGA_FLOP = 2e-9 * CHAINS * STEPS * SPECIES.length();

  private FmaPeak() {}

  /** Bits in the vectors that the loop and the engine use. */
  public static int vectorBits() {
    return SPECIES.vectorBitSize();
  }

  /** Runs the loop. The result only prevents that the JIT removes the work. */
  public static float run() {
    // Every chain tends to addend / (1 - factor) = 1, far from subnormal and infinite values.
    FloatVector factor = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector addend = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector c0 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector c1 = FloatVector.broadcast(SPECIES, 1f);
    FloatVector c2 = FloatVector.broadcast(SPECIES, 2f);
    FloatVector c3 = FloatVector.broadcast(SPECIES, 3f);
    FloatVector c4 = FloatVector.broadcast(SPECIES, 4f);
    FloatVector c5 = FloatVector.broadcast(SPECIES, 5f);
    FloatVector c6 = FloatVector.broadcast(SPECIES, 6f);
    FloatVector c7 = FloatVector.broadcast(SPECIES, 7f);
    FloatVector c8 = FloatVector.broadcast(SPECIES, 8f);
    FloatVector c9 = FloatVector.broadcast(SPECIES, 9f);
    FloatVector c10 = FloatVector.broadcast(SPECIES, 10f);
    FloatVector c11 = FloatVector.broadcast(SPECIES, 11f);
    for (int i = 0; i < STEPS; i++) {
      c0 = c0.fma(factor, addend);
      c1 = c1.fma(factor, addend);
      c2 = c2.fma(factor, addend);
      c3 = c3.fma(factor, addend);
      c4 = c4.fma(factor, addend);
      c5 = c5.fma(factor, addend);
      c6 = c6.fma(factor, addend);
      c7 = c7.fma(factor, addend);
      c8 = c8.fma(factor, addend);
      c9 = c9.fma(factor, addend);
      c10 = c10.fma(factor, addend);
      c11 = c11.fma(factor, addend);
    }
    return c0.add(c1)
        .add(c2.add(c3))
        .add(c4.add(c5))
        .add(c6.add(c7))
        .add(c8.add(c9))
        .add(c10.add(c11))
        .lane(0);
  }
}
