// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/**
 * The pitch lag and past excitation of AMR wideband, which the adaptive codebook repeats (TS
 * 26.190, 5.6 and 6.1).
 */
final class WideExcitation {
  static final int SUBFRAME = 64;

  private static final int SHORTEST = 34;
  private static final int LONGEST = 231;

  /** Up to this lag there are quarters of a sample, up to the next halves. */
  private static final int LAST_QUARTERS = 128;

  private static final int LAST_HALVES = 160;
  private static final int LAST_HALVES_885 = 92;

  private static final int RESOLUTION = 4;
  private static final int TAPS = 32;
  private static final int PAST = LONGEST + TAPS / 2 + 1;
  private static final float[] FILTERS = Tables.WIDEBAND.fractions("interpolation", 0x1p14f);

  /** The past, the subframe, and one sample more for the low-pass filter. */
  private final float[] samples = new float[PAST + SUBFRAME + 1];

  private int lag = SHORTEST;
  private int least = SHORTEST;
  private int quarters;

  /** The lag in whole samples, rounded. */
  int roundedLag() {
    return quarters > 2 ? lag + 1 : lag;
  }

  /** Reads the lag: by itself, or near the one before. */
  void readLag(WideMode mode, int subframe, FrameBits in) {
    boolean isCoarse = mode.isUpTo(WideMode.R885);
    boolean isWhole = subframe == 0 || (subframe == 2 && mode != WideMode.R660);
    if (!isWhole) {
      int code = isCoarse ? 2 * in.next(5) : in.next(6);
      set(least, code);
    } else {
      if (isCoarse) {
        readCoarse(in.next(8));
      } else {
        readFine(in.next(9));
      }
      least = Math.min(Math.max(lag - 8, SHORTEST), LONGEST - 15);
    }
  }

  private void readCoarse(int code) {
    int halves = 2 * (LAST_HALVES_885 - SHORTEST);
    if (code < halves) {
      set(SHORTEST, 2 * code);
    } else {
      set(LAST_HALVES_885 + code - halves, 0);
    }
  }

  private void readFine(int code) {
    int fine = 4 * (LAST_QUARTERS - SHORTEST);
    int halves = fine + 2 * (LAST_HALVES - LAST_QUARTERS);
    if (code < fine) {
      set(SHORTEST, code);
    } else if (code < halves) {
      set(LAST_QUARTERS, 2 * (code - fine));
    } else {
      set(LAST_HALVES + code - halves, 0);
    }
  }

  private void set(int base, int quarters) {
    // What no encoder writes must not reach beyond the past.
    this.lag = Math.min(base + quarters / RESOLUTION, LONGEST);
    this.quarters = quarters % RESOLUTION;
  }

  /**
   * Begins a subframe with past excitation, repeated.
   *
   * @param isLowPassed whether it loses its highest part
   * @param target takes a copy of it
   */
  void repeat(boolean isLowPassed, float[] target) {
    System.arraycopy(samples, SUBFRAME, samples, 0, PAST);
    int phase = -quarters;
    int whole = lag;
    if (phase < 0) {
      phase += RESOLUTION;
      whole++;
    }
    int filter = TAPS * (RESOLUTION - 1 - phase);
    for (int n = PAST; n < samples.length; n++) {
      float sum = 0;
      int from = n - whole - (TAPS / 2 - 1);
      for (int i = 0; i < TAPS; i++) {
        sum += samples[from + i] * FILTERS[filter + i];
      }
      samples[n] = sum;
    }
    for (int i = 0; i < SUBFRAME; i++) {
      int at = PAST + i;
      target[i] =
          isLowPassed
              ? 0.18f * (samples[at - 1] + samples[at + 1]) + 0.64f * samples[at]
              : samples[at];
    }
    System.arraycopy(target, 0, samples, PAST, SUBFRAME);
  }

  /** Ends the subframe: weighs what was repeated and adds pulses. */
  void add(float pitchGain, float[] pulses, float pulseGain) {
    for (int i = 0; i < SUBFRAME; i++) {
      float sum = pitchGain * samples[PAST + i] + pulseGain * pulses[i];
      samples[PAST + i] = Math.clamp(sum, -0x1p15f, 0x1p15f);
    }
  }
}
