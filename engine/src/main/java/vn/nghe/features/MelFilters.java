// SPDX-License-Identifier: Apache-2.0
package vn.nghe.features;

/**
 * The triangular filters that gather frequency bins into mel bands, on Slaney's scale and with
 * Slaney's normalisation to equal area, as librosa's default and Whisper's {@code mel_filters.npz}.
 */
final class MelFilters {
  /** Slaney's scale is linear up to 1 kHz, three bands for each 200 Hz, and logarithmic above. */
  private static final double HERTZ_PER_MEL = 200.0 / 3;

  private static final double BREAK_HERTZ = 1000;
  private static final double BREAK_MEL = BREAK_HERTZ / HERTZ_PER_MEL;

  /** Above the break, 27 mels raise the frequency by a factor of 6.4. */
  private static final double LOG_STEP = Math.log(6.4) / 27;

  private MelFilters() {}

  /**
   * The weight of each frequency bin in each band.
   *
   * @param bands number of bands, which share the range from 0 to half the sample rate
   * @param bins number of frequency bins, the first at 0 and the last at half the sample rate
   * @param sampleRate samples a second
   * @return weights[band][bin]
   */
  static float[][] weights(int bands, int bins, int sampleRate) {
    double top = mel(sampleRate / 2.0);
    double[] edges = new double[bands + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hertz(top * i / (bands + 1));
    }
    float[][] weights = new float[bands][bins];
    for (int band = 0; band < bands; band++) {
      double low = edges[band];
      double centre = edges[band + 1];
      double high = edges[band + 2];
      double area = 2 / (high - low);
      for (int bin = 0; bin < bins; bin++) {
        double frequency = (double) bin * sampleRate / (2 * (bins - 1));
        double rising = (frequency - low) / (centre - low);
        double falling = (high - frequency) / (high - centre);
        weights[band][bin] = (float) (area * Math.max(0, Math.min(rising, falling)));
      }
    }
    return weights;
  }

  private static double mel(double hertz) {
    return hertz < BREAK_HERTZ
        ? hertz / HERTZ_PER_MEL
        : BREAK_MEL + Math.log(hertz / BREAK_HERTZ) / LOG_STEP;
  }

  private static double hertz(double mel) {
    return mel < BREAK_MEL
        ? mel * HERTZ_PER_MEL
        : BREAK_HERTZ * Math.exp(LOG_STEP * (mel - BREAK_MEL));
  }
}
