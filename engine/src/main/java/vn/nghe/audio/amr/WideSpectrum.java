// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/**
 * The immittance spectral frequencies of AMR wideband, and the filters of a frame's four subframes
 * (TS 26.190, 5.2.4 to 5.2.6 and 6.1). Frequencies are fractions of the sampling rate.
 */
final class WideSpectrum {
  static final int ORDER = 16;

  private static final float UNIT = 0x1p15f;
  private static final float GAP = 128 / UNIT;
  private static final float PREDICTION = 1 / 3f;

  /** How much of a frame's spectrum its subframes have. */
  private static final float[] SHARES = {0.45f, 0.8f, 0.96f, 1};

  private static final float[] MEAN = table("isf-mean");
  private static final float[] LOW = table("isf-low");
  private static final float[] HIGH = table("isf-high");
  private static final int SPLIT = 9;

  /** What is left of the frequencies, bits of each index, and how many frequencies it has. */
  private static final float[][] REST = {
    table("isf-1"), table("isf-2"), table("isf-3"), table("isf-4"), table("isf-5")
  };

  private static final int[] REST_BITS = {6, 7, 7, 5, 5};
  private static final int[] REST_SIZES = {3, 3, 3, 3, 4};
  private static final float[][] REST_660 = {
    table("isf-1-6.60"), table("isf-2-6.60"), table("isf-3-6.60")
  };
  private static final int[] REST_BITS_660 = {7, 7, 6};
  private static final int[] REST_SIZES_660 = {5, 4, 7};

  private final float[] residual = new float[ORDER];
  private float[] frequencies = table("isf-start");
  private float[] pairs = {};
  private float stability;

  /**
   * Reads a frame's spectrum.
   *
   * @return filters of the four subframes
   */
  float[][] decode(WideMode mode, FrameBits in) {
    float[] last = residual.clone();
    System.arraycopy(LOW, SPLIT * in.next(8), residual, 0, SPLIT);
    int high = ORDER - SPLIT;
    System.arraycopy(HIGH, high * in.next(8), residual, SPLIT, high);
    if (mode == WideMode.R660) {
      addRest(in, REST_660, REST_BITS_660, REST_SIZES_660);
    } else {
      addRest(in, REST, REST_BITS, REST_SIZES);
    }
    float[] decoded = new float[ORDER];
    for (int i = 0; i < ORDER; i++) {
      decoded[i] = MEAN[i] + residual[i] + PREDICTION * last[i];
    }
    separate(decoded);
    measureStability(decoded);
    frequencies = decoded;

    float[] newPairs = pairs(decoded);
    float[] oldPairs = pairs.length == 0 ? newPairs : pairs;
    pairs = newPairs;
    float[][] filters = new float[SHARES.length][];
    for (int i = 0; i < SHARES.length; i++) {
      filters[i] = filter(oldPairs, newPairs, SHARES[i]);
    }
    return filters;
  }

  /** From 0, where the spectrum has changed much, to 1. */
  float stability() {
    return stability;
  }

  private void addRest(FrameBits in, float[][] tables, int[] bits, int[] sizes) {
    int at = 0;
    for (int i = 0; i < tables.length; i++) {
      int entry = in.next(bits[i]);
      for (int k = 0; k < sizes[i]; k++, at++) {
        residual[at] += tables[i][sizes[i] * entry + k];
      }
    }
  }

  /** Keeps frequencies apart; the last is none, but a coefficient in their guise. */
  private static void separate(float[] frequencies) {
    float last = frequencies[ORDER - 1];
    Lpc.separate(frequencies, GAP);
    frequencies[ORDER - 1] = last;
  }

  private void measureStability(float[] decoded) {
    float distance = 0;
    for (int i = 0; i < ORDER - 1; i++) {
      float change = (decoded[i] - frequencies[i]) * UNIT;
      distance += change * change;
    }
    stability = Math.clamp(1.25f - 0.8f * distance / 0x1p21f, 0, 1);
  }

  private static float[] pairs(float[] frequencies) {
    float[] pairs = new float[ORDER];
    for (int i = 0; i < ORDER; i++) {
      int scale = i == ORDER - 1 ? 2 : 1;
      pairs[i] = (float) Math.cos(2 * Math.PI * scale * frequencies[i]);
    }
    return pairs;
  }

  /** The filter of immittance spectral pairs between two frames (TS 26.190, 5.2.4). */
  private static float[] filter(float[] from, float[] to, float share) {
    float[] mixed = new float[ORDER];
    for (int i = 0; i < ORDER; i++) {
      mixed[i] = (1 - share) * from[i] + share * to[i];
    }
    int half = ORDER / 2;
    double[] sum = Lpc.polynomial(mixed, 0, half);
    double[] difference = Lpc.polynomial(mixed, 1, half - 1);
    double last = mixed[ORDER - 1];
    float[] filter = new float[ORDER];
    for (int i = 1; i < half; i++) {
      double symmetric = sum[i] * (1 + last);
      double antisymmetric = (difference[i] - (i >= 2 ? difference[i - 2] : 0)) * (1 - last);
      filter[i - 1] = Lpc.rounded(0.5 * (symmetric + antisymmetric));
      filter[ORDER - 1 - i] = Lpc.rounded(0.5 * (symmetric - antisymmetric));
    }
    filter[half - 1] = Lpc.rounded(0.5 * sum[half] * (1 + last));
    filter[ORDER - 1] = Lpc.rounded(last);
    return filter;
  }

  private static float[] table(String name) {
    return Tables.WIDEBAND.fractions(name, UNIT);
  }
}
