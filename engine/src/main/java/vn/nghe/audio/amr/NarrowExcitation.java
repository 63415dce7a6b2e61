// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/** Past excitation, which the adaptive codebook repeats at the pitch (TS 26.090, 5.6 and 6.1). */
final class NarrowExcitation {
  static final int SUBFRAME = 40;

  /** Samples on either side that the interpolation filter reaches. */
  private static final int REACH = 10;

  private static final int RESOLUTION = 6;
  private static final int PAST = NarrowPitch.LONGEST + REACH + 1;
  private static final float[] FILTER = Tables.NARROWBAND.fractions("interpolation", 0x1p15f);

  private final float[] samples = new float[PAST + SUBFRAME];

  /**
   * Begins a subframe with past excitation, repeated.
   *
   * @param target takes a copy of it
   */
  void repeat(NarrowPitch pitch, float[] target) {
    System.arraycopy(samples, SUBFRAME, samples, 0, PAST);
    int whole = pitch.lag();
    int phase = -pitch.sixths();
    if (phase < 0) {
      phase += RESOLUTION;
      whole++;
    }
    for (int n = PAST; n < PAST + SUBFRAME; n++) {
      float sum = 0;
      for (int i = 0; i < REACH; i++) {
        sum += samples[n - whole - i] * FILTER[phase + RESOLUTION * i];
        sum += samples[n - whole + 1 + i] * FILTER[RESOLUTION - phase + RESOLUTION * i];
      }
      samples[n] = (float) Math.rint(sum);
    }
    System.arraycopy(samples, PAST, target, 0, SUBFRAME);
  }

  /** Ends the subframe: weighs what was repeated and adds pulses. */
  void add(float pitchGain, float[] pulses, float pulseGain) {
    for (int i = 0; i < SUBFRAME; i++) {
      float sum = samples[PAST + i] * pitchGain + pulses[i] * pulseGain;
      samples[PAST + i] = (float) Math.rint(Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE));
    }
  }

  /** Makes all of it quieter, after speech came out louder than 16 bits hold. */
  void quarter() {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.floor(samples[i] / 4);
    }
  }
}
