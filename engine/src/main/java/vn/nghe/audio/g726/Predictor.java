// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.g726;

import java.util.Arrays;

/**
 * The filter that predicts the next sample from two samples and six differences, and adapts after
 * each (ITU-T G.726, 4.2.6 to 4.2.8: blocks FMULT, ACCUM, ADDB, ADDC, UPA1, UPA2, UPB, LIMC, LIMD,
 * XOR, FLOATA, FLOATB, TONE, TRANS).
 */
final class Predictor {
  private static final int POLES = 2;
  private static final int ZEROS = 6;

  private final int leakShift;
  private final int[] poles = new int[POLES];
  private final int[] zeros = new int[ZEROS];

  /** Differences and samples as {@link SmallFloat}, newest first. */
  private final int[] differences = new int[ZEROS];

  private final int[] samples = new int[POLES];

  /** Whether difference and zeros together were negative, newest first. */
  private final boolean[] wasNegative = new boolean[POLES];

  private boolean isTone;
  private int predicted;
  private int predictedByZeros;

  Predictor(int bits) {
    leakShift = bits == 5 ? 9 : 8;
    Arrays.fill(differences, SmallFloat.ZERO);
    Arrays.fill(samples, SmallFloat.ZERO);
  }

  /** Predicts the next sample. */
  void predict() {
    int sum = 0;
    for (int i = 0; i < ZEROS; i++) {
      sum += SmallFloat.multiply(zeros[i] >> 2, differences[i]);
    }
    // Sums wrap at 16 bits.
    predictedByZeros = (short) sum >> 1;
    for (int i = 0; i < POLES; i++) {
      sum += SmallFloat.multiply(poles[i] >> 2, samples[i]);
    }
    predicted = (short) sum >> 1;
  }

  int predicted() {
    return predicted;
  }

  boolean isTone() {
    return isTone;
  }

  /**
   * Whether a modem changes its state: a tone, and then a difference far beyond the usual.
   *
   * @param size of the difference
   * @param slow logarithm of the slow part of the scale, · 2¹⁵
   */
  boolean isTransition(int size, int slow) {
    int whole = slow >> 15;
    int threshold = whole > 9 ? 31 << 10 : (32 + ((slow >> 10) & 31)) << whole;
    return isTone && size > (threshold + (threshold >> 1)) >> 1;
  }

  /**
   * Takes a sample.
   *
   * @param difference from what was predicted
   * @param isNegative whether its code is, which a difference of 0 does not show
   * @param sample the sample
   * @param isTransition whether to start anew
   */
  void adapt(int difference, boolean isNegative, int sample, boolean isTransition) {
    int partial = difference + predictedByZeros;
    boolean negative = partial < 0;
    if (isTransition) {
      Arrays.fill(poles, 0);
      Arrays.fill(zeros, 0);
    } else {
      adaptPoles(partial, negative);
      adaptZeros(difference);
    }
    System.arraycopy(differences, 0, differences, 1, ZEROS - 1);
    differences[0] = SmallFloat.of(Math.abs(difference), isNegative);
    samples[1] = samples[0];
    samples[0] = SmallFloat.of(Math.abs((short) sample), (short) sample < 0);
    wasNegative[1] = wasNegative[0];
    wasNegative[0] = negative;
    isTone = !isTransition && poles[1] < -11_776;
  }

  private void adaptPoles(int partial, boolean negative) {
    boolean differs = negative != wasNegative[0];
    int second = poles[1] - (poles[1] >> 7);
    int first = poles[0] - (poles[0] >> 8);
    if (partial != 0) {
      int pull = differs ? poles[0] : -poles[0];
      second += pull < -8191 ? -256 : pull > 8191 ? 255 : pull >> 5;
      second += negative != wasNegative[1] ? -128 : 128;
      first += differs ? -192 : 192;
    }
    poles[1] = Math.clamp(second, -12_288, 12_288);
    int limit = 15_360 - poles[1];
    poles[0] = Math.clamp(first, -limit, limit);
  }

  private void adaptZeros(int difference) {
    for (int i = 0; i < ZEROS; i++) {
      zeros[i] -= zeros[i] >> leakShift;
      if (difference != 0) {
        boolean same = difference < 0 == SmallFloat.isNegative(differences[i]);
        zeros[i] += same ? 128 : -128;
      }
    }
  }
}
