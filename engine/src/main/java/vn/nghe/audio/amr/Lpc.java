// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/** Linear prediction: from line spectral pairs to filters, and filtering. */
final class Lpc {
  /** Far above 16 bits, but so that what a damaged filter lets grow stays a number. */
  private static final float LOUDEST = 0x1p20f;

  private Lpc() {}

  /** Keeps frequencies apart, lest a filter rings (TS 26.090, 5.2.5). */
  static void separate(float[] frequencies, float gap) {
    float least = gap;
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = Math.max(frequencies[i], least);
      least = frequencies[i] + gap;
    }
  }

  /**
   * Gives half of the polynomial that every other line spectral pair is a root of.
   *
   * @param pairs cosines of the frequencies
   * @param first index of the first, 0 or 1
   * @param order how many of them
   * @return coefficients up to and with the middle one
   */
  static double[] polynomial(float[] pairs, int first, int order) {
    double[] half = new double[order + 1];
    half[0] = 1;
    for (int i = 0; i < order; i++) {
      double twice = -2.0 * pairs[first + 2 * i];
      // Multiplied by 1 + twice / z + 1 / z²; the other half mirrors this one.
      int top = i + 1;
      half[top] = twice * half[top - 1] + (top >= 2 ? 2 * half[top - 2] : 0);
      for (int k = top - 1; k >= 1; k--) {
        half[k] += twice * half[k - 1] + (k >= 2 ? half[k - 2] : 0);
      }
    }
    return half;
  }

  /**
   * The filter of line spectral pairs (TS 26.090, 5.2.4).
   *
   * @return coefficients after the first, which is 1, rounded to 12 bits below the point
   */
  static float[] ofPairs(float[] pairs) {
    int order = pairs.length / 2;
    double[] sum = polynomial(pairs, 0, order);
    double[] difference = polynomial(pairs, 1, order);
    float[] filter = new float[pairs.length];
    for (int i = 1; i <= order; i++) {
      double symmetric = sum[i] + sum[i - 1];
      double antisymmetric = difference[i] - difference[i - 1];
      filter[i - 1] = rounded(0.5 * (symmetric + antisymmetric));
      filter[pairs.length - i] = rounded(0.5 * (symmetric - antisymmetric));
    }
    return filter;
  }

  /** A coefficient as the reference code keeps it. */
  static float rounded(double coefficient) {
    return Math.round(coefficient * 0x1p12) / 0x1p12f;
  }

  /**
   * Widens the resonances of a filter.
   *
   * @param factor what each coefficient is multiplied with more than the one before
   */
  static float[] widened(float[] filter, float factor) {
    float[] widened = new float[filter.length];
    float power = 1;
    for (int i = 0; i < filter.length; i++) {
      power *= factor;
      widened[i] = filter[i] * power;
    }
    return widened;
  }

  /**
   * Filters by the inverse of a prediction, in place.
   *
   * @param signal as many samples of before as there are coefficients, then the input
   * @param isRounded whether samples are whole numbers
   */
  static void synthesise(float[] filter, float[] signal, boolean isRounded) {
    for (int n = filter.length; n < signal.length; n++) {
      float sample = signal[n];
      for (int i = 0; i < filter.length; i++) {
        sample -= filter[i] * signal[n - 1 - i];
      }
      sample = Math.clamp(sample, -LOUDEST, LOUDEST);
      signal[n] = isRounded ? (float) Math.rint(sample) : sample;
    }
  }

  /**
   * What a prediction leaves of a signal.
   *
   * @param signal as many samples of before as there are coefficients, then the input
   * @param target takes the rest
   * @param at where in it
   */
  static void residual(float[] filter, float[] signal, float[] target, int at) {
    for (int n = filter.length; n < signal.length; n++) {
      float sample = signal[n];
      for (int i = 0; i < filter.length; i++) {
        sample += filter[i] * signal[n - 1 - i];
      }
      target[at + n - filter.length] = sample;
    }
  }

  /** Sum of squares. */
  static double energy(float[] signal) {
    double energy = 0;
    for (float sample : signal) {
      energy += (double) sample * sample;
    }
    return energy;
  }
}
