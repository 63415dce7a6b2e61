// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

import java.util.Arrays;

/** The gains of AMR narrowband, of which that of the pulses is predicted (TS 26.090, 5.8). */
final class NarrowGains {
  /** Weights of the last four errors of the prediction, newest first. */
  private static final float[] WEIGHTS = {0.68f, 0.58f, 0.34f, 0.19f};

  private static final float[] WEIGHTS_122 = {44 / 64f, 37 / 64f, 22 / 64f, 12 / 64f};

  private static final float[] PITCH = Tables.NARROWBAND.fractions("gain-pitch", 0x1p14f);
  private static final float[] CODE = Tables.NARROWBAND.fractions("gain-code", 0x1p11f);
  private static final int[] HIGH = Tables.NARROWBAND.integers("gains-high");
  private static final int[] LOW = Tables.NARROWBAND.integers("gains-low");
  private static final int[] TWO_SUBFRAMES = Tables.NARROWBAND.integers("gains-4.75");

  /** In decibels, newest first. */
  private final float[] errors = new float[WEIGHTS.length];

  private float pitch;
  private float pulses;

  NarrowGains() {
    Arrays.fill(errors, -14);
  }

  float pitch() {
    return pitch;
  }

  float pulses() {
    return pulses;
  }

  /** Takes the pitch gain where it has a parameter of its own: 7.95 and 12.2 kbit/s. */
  void decodePitch(int code) {
    pitch = PITCH[code];
  }

  /** Takes the gain of the pulses where it has a parameter of its own. */
  void decodePulses(NarrowMode mode, int code, float[] vector) {
    scale(mode, CODE[code], vector);
  }

  /**
   * Takes both gains.
   *
   * @param subframe its number; at 4.75 kbit/s the parameter of the first and third is that of the
   *     next, too
   */
  void decodeBoth(NarrowMode mode, int subframe, int code, float[] vector) {
    int[] table =
        switch (mode) {
          case R475 -> TWO_SUBFRAMES;
          case R515, R590 -> LOW;
          default -> HIGH;
        };
    int at = mode == NarrowMode.R475 ? 4 * code + 2 * (subframe & 1) : 2 * code;
    pitch = table[at] / 0x1p14f;
    scale(mode, table[at + 1] / 0x1p12f, vector);
  }

  private void scale(NarrowMode mode, float factor, float[] vector) {
    double energy = 10 * Math.log10(Lpc.energy(vector) / vector.length);
    double expected = mode.meanEnergy() - energy;
    float[] weights = mode == NarrowMode.R122 ? WEIGHTS_122 : WEIGHTS;
    for (int i = 0; i < errors.length; i++) {
      expected += weights[i] * errors[i];
    }
    // One bit below the point.
    pulses = (float) Math.floor(2 * factor * Math.pow(10, expected / 20)) / 2;
    pulses = Math.min(pulses, 0x1p14f);
    System.arraycopy(errors, 0, errors, 1, errors.length - 1);
    errors[0] = (float) (20 * Math.log10(factor));
  }
}
