// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

import java.util.Arrays;

/** The gains of AMR wideband, of which that of the pulses is predicted (TS 26.190, 5.9). */
final class WideGains {
  /** Weights of the last four errors of the prediction, newest first. */
  private static final float[] WEIGHTS = {0.5f, 0.4f, 0.3f, 0.2f};

  /** In decibels. */
  private static final float MEAN_ENERGY = 30;

  private static final int[] SIX_BITS = Tables.WIDEBAND.integers("gains-6");
  private static final int[] SEVEN_BITS = Tables.WIDEBAND.integers("gains-7");

  /** In decibels, newest first. */
  private final float[] errors = new float[WEIGHTS.length];

  private float pitch;
  private float pulses;
  private float threshold;

  WideGains() {
    Arrays.fill(errors, -14);
  }

  float pitch() {
    return pitch;
  }

  float pulses() {
    return pulses;
  }

  void decode(WideMode mode, FrameBits in, float[] vector) {
    boolean isCoarse = mode.isUpTo(WideMode.R885);
    int[] table = isCoarse ? SIX_BITS : SEVEN_BITS;
    int at = 2 * in.next(isCoarse ? 6 : 7);
    pitch = table[at] / 0x1p14f;
    float factor = table[at + 1] / 0x1p11f;
    double expected = MEAN_ENERGY;
    for (int i = 0; i < errors.length; i++) {
      expected += WEIGHTS[i] * errors[i];
    }
    double level = Math.sqrt(Lpc.energy(vector) / vector.length);
    pulses = (float) Math.min(factor * Math.pow(10, expected / 20) / level, 0x1p15);
    System.arraycopy(errors, 0, errors, 1, errors.length - 1);
    errors[0] = (float) (20 * Math.log10(factor));
  }

  /**
   * The gain of the pulses, brought by at most 1.5 dB towards a threshold that follows it, so that
   * noise varies less.
   *
   * @param noisiness from 0 for speech to 1 for steady noise
   */
  float smoothed(float noisiness) {
    threshold =
        pulses < threshold
            ? Math.min(threshold, 1.19f * pulses)
            : Math.max(threshold, pulses / 1.19f);
    return noisiness * threshold + (1 - noisiness) * pulses;
  }
}
