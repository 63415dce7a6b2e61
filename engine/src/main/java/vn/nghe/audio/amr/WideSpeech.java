// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

import vn.nghe.audio.amr.PhaseDispersion.Strength;

/** Decodes the speech frames of AMR wideband (TS 26.190, section 6). */
final class WideSpeech {
  /** Samples in a frame. */
  static final int FRAME = 320;

  private static final int ORDER = WideSpectrum.ORDER;
  private static final int SUBFRAME = WideExcitation.SUBFRAME;
  private static final float SHARPNESS = 0.85f;

  /** A quarter, of excitation that the reference code has at an eighth of its scale. */
  private static final float EMPHASIS = 1 / 32f;

  private static final float[] STRONG = Tables.WIDEBAND.fractions("dispersion-strong", 0x1p15f);
  private static final float[] MEDIUM = Tables.WIDEBAND.fractions("dispersion-medium", 0x1p15f);

  private final WideSpectrum spectrum = new WideSpectrum();
  private final WideExcitation excitation = new WideExcitation();
  private final WidePulses codebook = new WidePulses();
  private final WideGains gains = new WideGains();
  private final PhaseDispersion dispersion = new PhaseDispersion(6, 1, 3);
  private final WideOutput output = new WideOutput();
  private final HighBand highBand = new HighBand();
  private final float[] repeated = new float[SUBFRAME];
  private final float[] pulses = new float[SUBFRAME];
  private final float[] total = new float[SUBFRAME];
  private final float[] synthesis = new float[ORDER + SUBFRAME];

  /** How much of the last pulse is taken off the next. */
  private float tilt;

  private boolean isNoise;

  /**
   * Decodes a frame.
   *
   * @param target takes amplitudes, full scale at -1 and 1
   */
  void decode(WideMode mode, FrameBits in, float[] target) {
    isNoise = in.next(1) == 0;
    float[][] filters = spectrum.decode(mode, in);
    for (int subframe = 0; subframe < filters.length; subframe++) {
      excitation.readLag(mode, subframe, in);
      boolean isLowPassed = mode.isUpTo(WideMode.R885) || in.next(1) == 0;
      excitation.repeat(isLowPassed, repeated);
      codebook.decode(mode, in, pulses);
      shape();
      gains.decode(mode, in, pulses);
      excite(mode);
      int highGain = mode == WideMode.R2385 ? in.next(4) : HighBand.ESTIMATED;
      synthesise(filters[subframe], highGain, target, subframe * FRAME / filters.length);
    }
  }

  /** Gives pulses the tilt of voiced speech, and repeats them at the pitch. */
  private void shape() {
    for (int i = SUBFRAME - 1; i > 0; i--) {
      pulses[i] -= tilt * pulses[i - 1];
    }
    int lag = excitation.roundedLag();
    for (int i = lag; i < SUBFRAME; i++) {
      pulses[i] += SHARPNESS * pulses[i - lag];
    }
  }

  /** Makes the subframe's excitation, enhanced for the ear. */
  private void excite(WideMode mode) {
    float pitchGain = gains.pitch();
    double voiced = pitchGain * pitchGain * Lpc.energy(repeated);
    double unvoiced = (double) gains.pulses() * gains.pulses() * Lpc.energy(pulses);
    float voicing = (float) ((voiced - unvoiced) / (voiced + unvoiced + 1));
    tilt = 0.25f * (1 + voicing);
    excitation.add(pitchGain, pulses, gains.pulses());
    Strength strength = dispersion.decide(pitchGain, gains.pulses());
    disperse(mode, strength);
    float gain = gains.smoothed(spectrum.stability() * 0.5f * (1 - voicing));
    // Voiced speech has less of the pulses at low frequencies.
    float neighbours = 0.125f * (1 + voicing);
    for (int i = 0; i < SUBFRAME; i++) {
      float before = i == 0 ? 0 : pulses[i - 1];
      float after = i == SUBFRAME - 1 ? 0 : pulses[i + 1];
      float pulse = pulses[i] - neighbours * (before + after);
      total[i] = pitchGain * repeated[i] + gain * pulse;
    }
    if (mode.isUpTo(WideMode.R885) && pitchGain > 0.5f) {
      emphasise(EMPHASIS * Math.min(pitchGain, 1) * pitchGain);
    }
  }

  private void disperse(WideMode mode, Strength strength) {
    boolean isStrong = mode == WideMode.R660 && strength == Strength.STRONG;
    boolean isMedium =
        (mode == WideMode.R660 && strength == Strength.MEDIUM)
            || (mode == WideMode.R885 && strength == Strength.STRONG);
    if (isStrong || isMedium) {
      PhaseDispersion.spread(pulses, isStrong ? STRONG : MEDIUM);
    }
  }

  private void emphasise(float weight) {
    double before = Lpc.energy(total);
    for (int i = 0; i < SUBFRAME; i++) {
      total[i] += weight * repeated[i];
    }
    double after = Lpc.energy(total);
    float scale = after == 0 ? 0 : (float) Math.sqrt(before / after);
    for (int i = 0; i < SUBFRAME; i++) {
      total[i] *= scale;
    }
  }

  private void synthesise(float[] filter, int highGain, float[] target, int at) {
    System.arraycopy(synthesis, SUBFRAME, synthesis, 0, ORDER);
    System.arraycopy(total, 0, synthesis, ORDER, SUBFRAME);
    Lpc.synthesise(filter, synthesis, false);
    float[] speech = output.filter(synthesis);
    output.upsample(target, at);
    highBand.add(filter, Lpc.energy(total), speech, isNoise, highGain, target, at);
    for (int i = at; i < at + FRAME / 4; i++) {
      target[i] = Math.clamp(target[i] / 0x1p15f, -1, 1);
    }
  }
}
