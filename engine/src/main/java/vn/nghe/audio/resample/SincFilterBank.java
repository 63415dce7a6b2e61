// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.resample;

import vn.nghe.kernel.DotProduct;

/**
 * The low-pass filter of a change of sample rate, a sinc under a Kaiser window, sampled at evenly
 * spaced phases between two input samples (a polyphase filter bank; Crochiere and Rabiner,
 * Multirate Digital Signal Processing, 1983).
 *
 * <p>With {@code r} the lower of the two rates, the band up to 0.45 r passes and what lies above
 * 0.51 r, which would fold back, is down by 99 dB and falling: the cut-off stands at {@value
 * #ROLL_OFF} of r / 2, and a Kaiser window of shape {@code β} attenuates by {@code β / 0.1102 + 8.7
 * = 99.4 dB} outside a transition of {@code (99.4 - 8) / (2.285 · 2π · 2 · 64 / 0.96) = 0.048} of r
 * (Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.5.3).
 */
final class SincFilterBank {
  /** Cut-off as a share of half the lower rate. */
  private static final double ROLL_OFF = 0.96;

  /** Zero crossings of the sinc on each side. */
  private static final int ZERO_CROSSINGS = 64;

  /** Shape of the Kaiser window. */
  private static final double BETA = 10;

  /**
   * Phases after which straight lines between neighbours do. Between phases {@code 1 / n} apart the
   * filter bends by at most {@code (π · 0.96)² / 3} times its peak, so a line errs by {@code 1 /
   * 8n²} of that: -129 dB here.
   */
  private static final int FINEST_PHASES = 1024;

  private final int up;
  private final int phases;
  private final int reach;
  private final int taps;
  private final float[] coefficients;

  /**
   * Designs the filters for {@code inputRate : outputRate = down : up}.
   *
   * @param up outputs per {@code down} inputs, without a common factor
   * @param down inputs per {@code up} outputs
   */
  SincFilterBank(int up, int down) {
    this.up = up;
    double stretch = Math.max(1, (double) down / up);
    double halfWidth = ZERO_CROSSINGS * stretch / ROLL_OFF;
    reach = (int) Math.ceil(halfWidth);
    taps = Math.ceilDiv(2 * reach, DotProduct.STEP) * DotProduct.STEP;
    // A stretched filter bends less, so it needs fewer phases for the same error.
    phases = Math.min(up, (int) Math.ceil(FINEST_PHASES / stretch));
    coefficients = coefficients(stretch, halfWidth);
  }

  private float[] coefficients(double stretch, double halfWidth) {
    // The right half of the filter, as finely as all phases together look at it.
    double[] half = new double[reach * phases + 1];
    for (int i = 0; i < half.length; i++) {
      double distance = (double) i / phases;
      half[i] = sinc(distance * ROLL_OFF / stretch) * kaiser(distance / halfWidth);
    }
    float[] all = new float[(phases + 1) * taps];
    for (int phase = 0; phase <= phases; phase++) {
      int centre = (reach - 1) * phases + phase;
      double sum = 0;
      for (int tap = 0; tap < 2 * reach; tap++) {
        sum += half[Math.abs(tap * phases - centre)];
      }
      for (int tap = 0; tap < 2 * reach; tap++) {
        // Every phase sums to 1, so a constant stays that constant.
        all[phase * taps + tap] = (float) (half[Math.abs(tap * phases - centre)] / sum);
      }
    }
    return all;
  }

  /** Units of work for the window and the sine of one point: a power series of some 30 terms. */
  private static final long WORK_PER_POINT = 32;

  /** Multiplications that take as long as a unit of work, with vectors. */
  private static final int TAPS_PER_WORK = 64;

  /** Units of work that the design took. */
  long workToDesign() {
    return WORK_PER_POINT * reach * phases + coefficients.length;
  }

  /** Units of work for one output, which may lie between two phases. */
  long workPerSample() {
    return 1 + 2L * taps / TAPS_PER_WORK;
  }

  /** Samples that an output needs at and before its own place. */
  int reach() {
    return reach;
  }

  /** Samples that an output is made of; the first lies {@code reach() - 1} before its place. */
  int taps() {
    return taps;
  }

  /**
   * Filters one output.
   *
   * @param samples input samples
   * @param first index of the first of {@link #taps()} samples
   * @param place how far the output lies past sample {@code first + reach() - 1}, in {@code up}ths
   *     of a sample, from 0 to {@code up - 1}
   */
  float apply(float[] samples, int first, int place) {
    int position = place * phases;
    int phase = position / up;
    float share = (float) (position % up) / up;
    float here = DotProduct.of(samples, first, coefficients, phase * taps, taps);
    if (share == 0) {
      return here;
    }
    float next = DotProduct.of(samples, first, coefficients, (phase + 1) * taps, taps);
    return here + share * (next - here);
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) >= 1 ? 0 : besselI0(BETA * Math.sqrt(1 - x * x)) / besselI0(BETA);
  }

  /** The modified Bessel function of the first kind and order 0, by its power series. */
  private static double besselI0(double x) {
    double quarterSquare = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-12; k++) {
      term *= quarterSquare / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
