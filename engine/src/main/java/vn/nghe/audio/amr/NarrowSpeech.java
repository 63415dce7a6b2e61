// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/** Decodes the speech frames of AMR narrowband (TS 26.090, section 6). */
final class NarrowSpeech {
  /** Samples in a frame. */
  static final int FRAME = 160;

  private static final int ORDER = NarrowSpectrum.ORDER;
  private static final int SUBFRAME = NarrowExcitation.SUBFRAME;

  /** The value of the reference code; the standard says 0.8. */
  private static final float SHARPEST = 13_017 / 0x1p14f;

  /** Pulses quieter than this are not spread. */
  private static final float QUIET = 5;

  private static final float[] STRONG = table("dispersion-strong");
  private static final float[] STRONG_795 = table("dispersion-strong-7.95");
  private static final float[] MEDIUM = table("dispersion-medium");

  private final NarrowSpectrum spectrum = new NarrowSpectrum();
  private final NarrowPitch pitch = new NarrowPitch();
  private final NarrowExcitation excitation = new NarrowExcitation();
  private final NarrowGains gains = new NarrowGains();
  private final GainSmoother smoother = new GainSmoother();
  private final PhaseDispersion dispersion = new PhaseDispersion(5, 2, 2);
  private final NarrowPostfilter postfilter = new NarrowPostfilter();
  private final float[] repeated = new float[SUBFRAME];
  private final float[] pulses = new float[SUBFRAME];
  private final float[] total = new float[SUBFRAME];
  private final float[] speech = new float[SUBFRAME];
  private final float[] synthesis = new float[ORDER + SUBFRAME];
  private float sharpness;

  /**
   * Decodes a frame.
   *
   * @param parameters as {@link NarrowMode#parameters} gives them
   * @param target takes amplitudes, full scale at -1 and 1
   */
  void decode(NarrowMode mode, int[] parameters, float[] target) {
    float[][] filters = spectrum.decode(mode, parameters);
    int at = NarrowSpectrum.parameters(mode);
    int gainsOfTwo = 0;
    for (int subframe = 0; subframe < filters.length; subframe++) {
      int lastLag = pitch.lag();
      pitch.decode(mode, subframe, parameters[at++]);
      excitation.repeat(pitch, repeated);
      if (mode == NarrowMode.R122) {
        gains.decodePitch(parameters[at++]);
      }
      NarrowPulses.decode(mode, subframe, parameters, at, pulses);
      at += NarrowPulses.parameters(mode);
      sharpen(mode == NarrowMode.R122 ? Math.min(gains.pitch(), 1) : sharpness);
      switch (mode) {
        case R122 -> gains.decodePulses(mode, parameters[at++], pulses);
        case R795 -> {
          gains.decodePitch(parameters[at++]);
          gains.decodePulses(mode, parameters[at++], pulses);
        }
        case R475 -> {
          gainsOfTwo = (subframe & 1) == 0 ? parameters[at++] : gainsOfTwo;
          gains.decodeBoth(mode, subframe, gainsOfTwo, pulses);
        }
        default -> gains.decodeBoth(mode, subframe, parameters[at++], pulses);
      }
      if (mode != NarrowMode.R475 || (subframe & 1) != 0) {
        sharpness = Math.min(gains.pitch(), SHARPEST);
      }
      synthesise(mode, subframe, filters[subframe], lastLag);
      postfilter.filter(mode, filters[subframe], speech);
      for (int i = 0; i < SUBFRAME; i++) {
        target[subframe * SUBFRAME + i] = Math.clamp(2 * speech[i] / 0x1p15f, -1, 1);
      }
    }
    smoother.learn(spectrum.frequencies());
  }

  /** Repeats pulses at the pitch. */
  private void sharpen(float weight) {
    for (int i = pitch.lag(); i < SUBFRAME; i++) {
      pulses[i] += weight * pulses[i - pitch.lag()];
    }
  }

  private void synthesise(NarrowMode mode, int subframe, float[] filter, int lastLag) {
    excitation.add(gains.pitch(), pulses, gains.pulses());
    float gain = smoother.smooth(mode, gains.pulses(), spectrum.frequencies(subframe));
    PhaseDispersion.Strength strength = dispersion.decide(gains.pitch(), gain);
    if (gain < QUIET) {
      strength = dispersion.none();
    }
    boolean isSpread = mode.isUpTo(NarrowMode.R670) || mode == NarrowMode.R795;
    if (isSpread && strength != PhaseDispersion.Strength.NONE) {
      float[] strong = mode == NarrowMode.R795 ? STRONG_795 : STRONG;
      PhaseDispersion.spread(pulses, strength == PhaseDispersion.Strength.STRONG ? strong : MEDIUM);
    }
    for (int i = 0; i < SUBFRAME; i++) {
      total[i] = (float) Math.rint(gains.pitch() * repeated[i] + gain * pulses[i]);
    }
    float emphasis = emphasis(mode, lastLag);
    System.arraycopy(synthesis, SUBFRAME, synthesis, 0, ORDER);
    if (emphasis > 0) {
      emphasise(emphasis);
    } else {
      System.arraycopy(total, 0, speech, 0, SUBFRAME);
    }
    if (!filter(filter)) {
      // Louder than 16 bits hold: once more, quieter and without emphasis.
      excitation.quarter();
      for (int i = 0; i < SUBFRAME; i++) {
        speech[i] = (float) Math.floor(total[i] / 4);
      }
      filter(filter);
    }
    System.arraycopy(synthesis, ORDER, speech, 0, SUBFRAME);
  }

  /** How much of the repeated excitation is added once more, by its own gain. */
  private float emphasis(NarrowMode mode, int lastLag) {
    float gain = gains.pitch();
    float weight =
        switch (mode) {
          case R122 -> Math.min(gain, 1);
          case R102 -> Math.min(gain, SHARPEST) / (lastLag > SUBFRAME + 5 ? 4 : 1);
          default -> Math.min(gain, SHARPEST);
        };
    return weight > 0.5f ? weight * gain / (mode == NarrowMode.R122 ? 4 : 2) : 0;
  }

  private void emphasise(float weight) {
    for (int i = 0; i < SUBFRAME; i++) {
      speech[i] = total[i] + weight * repeated[i];
    }
    double energy = Lpc.energy(speech);
    float scale = energy == 0 ? 0 : (float) Math.sqrt(Lpc.energy(total) / energy);
    for (int i = 0; i < SUBFRAME; i++) {
      speech[i] *= scale;
    }
  }

  /** Filters the excitation in {@link #speech}. Returns whether 16 bits hold the outcome. */
  private boolean filter(float[] filter) {
    System.arraycopy(speech, 0, synthesis, ORDER, SUBFRAME);
    Lpc.synthesise(filter, synthesis, true);
    boolean fits = true;
    for (int i = ORDER; i < synthesis.length; i++) {
      fits &= Math.abs(synthesis[i]) <= Short.MAX_VALUE;
      synthesis[i] = Math.clamp(synthesis[i], Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return fits;
  }

  private static float[] table(String name) {
    return Tables.NARROWBAND.fractions(name, 0x1p15f);
  }
}
