// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.alac;

/**
 * The filter that a channel's samples are predicted with, whose coefficients move by one after each
 * sample, towards less error.
 */
final class Predictor {
  private static final int DIFFERENCES_FIRST = 15;

  private final int mode;
  private final int shift;
  private final int weightFactor;

  /** Of the newest sample first, · 2^shift. */
  private final int[] coefficients;

  private Predictor(int mode, int shift, int weightFactor, int[] coefficients) {
    this.mode = mode;
    this.shift = shift;
    this.weightFactor = weightFactor;
    this.coefficients = coefficients;
  }

  static Predictor read(Bits in) {
    int mode = in.next(4);
    int shift = in.next(4);
    int weightFactor = in.next(3);
    int[] coefficients = new int[in.next(5)];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = in.signed(16);
    }
    return new Predictor(mode, shift, weightFactor, coefficients);
  }

  /** What the channel multiplies the weight of the history with, · 4. */
  int weightFactor() {
    return weightFactor;
  }

  /**
   * Turns residuals into samples.
   *
   * @param samples the residuals, to be replaced
   * @param count how many
   * @param width bits of a sample, to which sums are cut
   */
  void restore(int[] samples, int count, int width) {
    int cut = 32 - width;
    if (mode == DIFFERENCES_FIRST) {
      sum(samples, count, cut);
    }
    int order = coefficients.length;
    if (order == 0) {
      return;
    }
    if (order == 31) {
      sum(samples, count, cut);
      return;
    }
    sum(samples, Math.min(order + 1, count), cut);
    int half = (1 << shift) >> 1;
    for (int j = order + 1; j < count; j++) {
      int base = samples[j - order - 1];
      int sum = half;
      for (int k = 0; k < order; k++) {
        sum += coefficients[k] * (samples[j - 1 - k] - base);
      }
      int residual = samples[j];
      samples[j] = ((residual + base + (sum >> shift)) << cut) >> cut;
      if (residual != 0) {
        adapt(samples, j, base, residual);
      }
    }
  }

  private static void sum(int[] samples, int count, int cut) {
    for (int j = 1; j < count; j++) {
      samples[j] = ((samples[j] + samples[j - 1]) << cut) >> cut;
    }
  }

  /** From the oldest coefficient on, until the residual is used up. */
  private void adapt(int[] samples, int j, int base, int residual) {
    int order = coefficients.length;
    int direction = Integer.signum(residual);
    int left = residual;
    for (int k = order - 1; k >= 0 && left * direction > 0; k--) {
      int difference = base - samples[j - 1 - k];
      int sign = direction * Integer.signum(difference);
      coefficients[k] = (short) (coefficients[k] - sign);
      left -= (order - k) * ((sign * difference) >> shift);
    }
  }
}
