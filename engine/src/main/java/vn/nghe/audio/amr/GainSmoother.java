// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/** Smooths the gain of pulses while the spectrum stands still, as in noise (TS 26.090, 6.1). */
final class GainSmoother {
  private static final int HISTORY = 5;
  private static final int HANGOVER = 40;
  private static final int LONG_CHANGE = 10;
  private static final float LARGE_CHANGE = 0.65f;

  /** How much of a frame's frequencies goes into their mean. */
  private static final float NEW = 0.16f;

  private final float[] gains = new float[HISTORY];
  private final float[] mean = Tables.NARROWBAND.fractions("lsf-mean-12.2", 0x1p15f);
  private int changing;
  private int sinceChange;

  /**
   * Takes a subframe's gain.
   *
   * @param frequencies line spectral frequencies of the subframe
   * @return the gain to use
   */
  float smooth(NarrowMode mode, float gain, float[] frequencies) {
    System.arraycopy(gains, 1, gains, 0, HISTORY - 1);
    gains[HISTORY - 1] = gain;
    float change = 0;
    for (int i = 0; i < mean.length; i++) {
      change += Math.abs(mean[i] - frequencies[i]) / mean[i];
    }
    changing = change > LARGE_CHANGE ? changing + 1 : 0;
    if (changing > LONG_CHANGE) {
      sinceChange = 0;
    }
    boolean isSteady = sinceChange >= HANGOVER && change <= LARGE_CHANGE;
    sinceChange = Math.min(sinceChange + 1, HANGOVER);
    boolean isSmoothed = mode.isUpTo(NarrowMode.R670) || mode == NarrowMode.R102;
    if (!isSteady || !isSmoothed) {
      return gain;
    }
    float sum = 0;
    for (float past : gains) {
      sum += past;
    }
    float share = Math.clamp((change - 0.4f) / 0.25f, 0, 1);
    float smoothed = share * gain + (1 - share) * sum / HISTORY;
    return (float) Math.rint(2 * smoothed) / 2;
  }

  /** Ends a frame. */
  void learn(float[] frequencies) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] += NEW * (frequencies[i] - mean[i]);
    }
  }
}
