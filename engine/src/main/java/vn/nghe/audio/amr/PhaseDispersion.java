// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/**
 * Spreads pulses where few of them would sound rough: the more, the less voiced the speech is (TS
 * 26.090, 6.1, adaptive phase dispersion; TS 26.190, 6.1 likewise).
 */
final class PhaseDispersion {
  /** How much pulses are spread. */
  enum Strength {
    STRONG,
    MEDIUM,
    NONE
  }

  /** So many subframes that are unvoiced make speech unvoiced. */
  private static final int FEW = 2;

  private static final float UNVOICED = 0.6f;
  private static final float VOICED = 0.9f;

  private final float[] pitchGains;
  private final int onsetSubframes;
  private final float onsetRatio;
  private float lastGain;
  private int onset;
  private Strength last = Strength.STRONG;

  /**
   * Begins with silence.
   *
   * @param subframes how many of them tell whether speech is voiced
   * @param onsetSubframes for how many subframes an onset lasts
   * @param onsetRatio by which the gain of pulses grows at an onset
   */
  PhaseDispersion(int subframes, int onsetSubframes, float onsetRatio) {
    this.pitchGains = new float[subframes];
    this.onsetSubframes = onsetSubframes;
    this.onsetRatio = onsetRatio;
  }

  /** Takes the gains of a subframe. */
  Strength decide(float pitchGain, float pulseGain) {
    System.arraycopy(pitchGains, 0, pitchGains, 1, pitchGains.length - 1);
    pitchGains[0] = pitchGain;
    Strength strength =
        pitchGain >= VOICED
            ? Strength.NONE
            : pitchGain > UNVOICED ? Strength.MEDIUM : Strength.STRONG;
    onset = pulseGain > onsetRatio * lastGain ? onsetSubframes : Math.max(0, onset - 1);
    if (onset == 0) {
      int unvoiced = 0;
      for (float gain : pitchGains) {
        unvoiced += gain < UNVOICED ? 1 : 0;
      }
      if (unvoiced > FEW) {
        strength = Strength.STRONG;
      }
      if (strength == Strength.NONE && last == Strength.STRONG) {
        strength = Strength.MEDIUM;
      }
    } else if (strength != Strength.NONE) {
      strength = strength == Strength.STRONG ? Strength.MEDIUM : Strength.NONE;
    }
    lastGain = pulseGain;
    last = strength;
    return strength;
  }

  /** The decision after {@link #decide} where pulses are too quiet to matter. */
  Strength none() {
    last = Strength.NONE;
    return last;
  }

  /** Convolves pulses with a filter as long as they are, around the end of the subframe. */
  static void spread(float[] pulses, float[] filter) {
    int length = pulses.length;
    float[] spread = new float[length];
    for (int i = 0; i < length; i++) {
      if (pulses[i] != 0) {
        for (int k = 0; k < length; k++) {
          spread[(i + k) % length] += pulses[i] * filter[k];
        }
      }
    }
    System.arraycopy(spread, 0, pulses, 0, length);
  }
}
