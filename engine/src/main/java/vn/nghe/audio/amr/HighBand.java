// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/**
 * The band from 6.4 to 7 kHz, which is not coded: noise, as loud as the spectrum below makes likely
 * (TS 26.190, 6.3). At 6.60 kbit/s the standard extrapolates the filter to 8 kHz; here it is the
 * one of the other rates.
 */
final class HighBand {
  /** In place of the gain that only the highest rate sends. */
  static final int ESTIMATED = -1;

  private static final int SAMPLES = 80;
  private static final int ORDER = WideSpectrum.ORDER;
  private static final float LEAST_GAIN = 0.1f;
  private static final float[] BAND_PASS = Tables.WIDEBAND.fractions("band-pass", 0x1p17f);
  private static final float[] LOW_PASS = Tables.WIDEBAND.fractions("low-pass", 0x1p15f);
  private static final float[] GAINS = Tables.WIDEBAND.fractions("high-band", 0x1p14f);

  private final SecondOrder highPass400 =
      new SecondOrder(915 / 0x1p10, -1830 / 0x1p10, 29_280 / 0x1p14, -14_160 / 0x1p14);

  private final float[] shaped = new float[ORDER + SAMPLES];
  private final float[] bandIn = new float[BAND_PASS.length - 1 + SAMPLES];
  private final float[] lowIn = new float[LOW_PASS.length - 1 + SAMPLES];
  private short seed = 21_845;

  /**
   * Adds the band to a subframe.
   *
   * @param filter the subframe's
   * @param energy of its excitation
   * @param speech its samples at 12.8 kHz
   * @param isNoise whether the encoder found no speech in it
   * @param sentGain number of a gain, or {@link #ESTIMATED}
   * @param target its samples at 16 kHz
   * @param at where they begin
   */
  void add(
      float[] filter,
      double energy,
      float[] speech,
      boolean isNoise,
      int sentGain,
      float[] target,
      int at) {
    float[] noise = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      seed = (short) (seed * 31_821 + 13_849);
      noise[i] = seed;
    }
    float estimated = estimate(speech, isNoise);
    float gain = sentGain == ESTIMATED ? estimated : GAINS[sentGain];
    float scale = 2 * gain * (float) Math.sqrt(energy / Lpc.energy(noise));
    System.arraycopy(shaped, SAMPLES, shaped, 0, ORDER);
    for (int i = 0; i < SAMPLES; i++) {
      shaped[ORDER + i] = scale * noise[i];
    }
    Lpc.synthesise(Lpc.widened(filter, 0.6f), shaped, false);
    System.arraycopy(shaped, ORDER, noise, 0, SAMPLES);
    convolve(BAND_PASS, bandIn, noise);
    if (sentGain != ESTIMATED) {
      convolve(LOW_PASS, lowIn, noise);
    }
    for (int i = 0; i < SAMPLES; i++) {
      target[at + i] += noise[i];
    }
  }

  /** The steeper the spectrum falls, the quieter the band. */
  private float estimate(float[] speech, boolean isNoise) {
    double energy = 1;
    double product = 1;
    float last = 0;
    for (int i = 0; i < speech.length; i++) {
      float sample = highPass400.filter(speech[i]) / 16;
      energy += sample * sample;
      product += sample * last;
      last = sample;
    }
    float gain = 1 - (float) Math.max(0, product / energy);
    return Math.clamp(isNoise ? 1.25f * gain : gain, LEAST_GAIN, 1);
  }

  private static void convolve(float[] filter, float[] input, float[] samples) {
    int past = filter.length - 1;
    System.arraycopy(input, SAMPLES, input, 0, past);
    System.arraycopy(samples, 0, input, past, SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
      float sum = 0;
      for (int k = 0; k <= past; k++) {
        sum += input[i + k] * filter[k];
      }
      samples[i] = sum;
    }
  }
}
