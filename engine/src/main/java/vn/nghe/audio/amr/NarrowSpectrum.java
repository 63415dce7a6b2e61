// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/**
 * The line spectral frequencies of AMR narrowband, and the filters of a frame's four subframes (TS
 * 26.090, 5.2.5 and 5.2.6). Frequencies are fractions of the sampling rate.
 */
final class NarrowSpectrum {
  static final int ORDER = 10;

  private static final int SUBFRAMES = 4;
  private static final float UNIT = 0x1p15f;

  /** 50 Hz. */
  private static final float GAP = 205 / UNIT;

  private static final float PREDICTION_122 = 21_299 / UNIT;

  private static final float[] MEAN = table("lsf-mean");
  private static final float[] PREDICTION = table("lsf-prediction");
  private static final float[] MEAN_122 = table("lsf-mean-12.2");
  private static final float[][] RESIDUALS_122 = {
    table("lsf-1-12.2"),
    table("lsf-2-12.2"),
    table("lsf-3-12.2"),
    table("lsf-4-12.2"),
    table("lsf-5-12.2")
  };
  private static final float[] FIRST = table("lsf-1");
  private static final float[] FIRST_795 = table("lsf-1-7.95");
  private static final float[] SECOND = table("lsf-2");
  private static final float[] THIRD = table("lsf-3");
  private static final float[] THIRD_515 = table("lsf-3-5.15");

  private final float[] residual = new float[ORDER];
  private final float[] before = new float[ORDER];
  private final float[] frequencies = MEAN_122.clone();
  private final float[] middle = new float[ORDER];
  private float[] pairs = table("lsp-start");

  /** How many parameters {@link #decode} takes. */
  static int parameters(NarrowMode mode) {
    return mode == NarrowMode.R122 ? RESIDUALS_122.length : 3;
  }

  /**
   * Reads a frame's spectrum.
   *
   * @param parameters the frame's parameters, of which it takes the first
   * @return filters of the four subframes
   */
  float[][] decode(NarrowMode mode, int[] parameters) {
    System.arraycopy(frequencies, 0, before, 0, ORDER);
    float[] last = pairs;
    float[][] filters = new float[SUBFRAMES][];
    if (mode == NarrowMode.R122) {
      decodeTwo(parameters);
      float[] half = pairs(middle);
      pairs = pairs(frequencies);
      filters[0] = Lpc.ofPairs(mixed(last, half, 0.5f));
      filters[1] = Lpc.ofPairs(half);
      filters[2] = Lpc.ofPairs(mixed(half, pairs, 0.5f));
    } else {
      decodeOne(mode, parameters);
      pairs = pairs(frequencies);
      for (int i = 0; i < SUBFRAMES - 1; i++) {
        filters[i] = Lpc.ofPairs(mixed(last, pairs, (i + 1) / 4f));
      }
    }
    filters[SUBFRAMES - 1] = Lpc.ofPairs(pairs);
    return filters;
  }

  /** The frequencies of the frame. */
  float[] frequencies() {
    return frequencies;
  }

  /** The frequencies of a subframe, between those of two frames. */
  float[] frequencies(int subframe) {
    return mixed(before, frequencies, (subframe + 1) / 4f);
  }

  private void decodeOne(NarrowMode mode, int[] parameters) {
    boolean isLow = mode.isUpTo(NarrowMode.R515);
    float[] first = mode == NarrowMode.R795 ? FIRST_795 : FIRST;
    float[] third = isLow ? THIRD_515 : THIRD;
    // The two lowest rates use every other entry.
    int second = isLow ? 2 * parameters[1] : parameters[1];
    float[] last = residual.clone();
    System.arraycopy(first, 3 * parameters[0], residual, 0, 3);
    System.arraycopy(SECOND, 3 * second, residual, 3, 3);
    System.arraycopy(third, 4 * parameters[2], residual, 6, 4);
    for (int i = 0; i < ORDER; i++) {
      frequencies[i] = residual[i] + MEAN[i] + last[i] * PREDICTION[i];
    }
    Lpc.separate(frequencies, GAP);
  }

  private void decodeTwo(int[] parameters) {
    float[] last = residual.clone();
    for (int i = 0; i < RESIDUALS_122.length; i++) {
      boolean hasSign = i == 2;
      int entry = hasSign ? parameters[i] >> 1 : parameters[i];
      float sign = hasSign && (parameters[i] & 1) != 0 ? -1 : 1;
      for (int k = 0; k < 2; k++) {
        int at = 2 * i + k;
        float expected = MEAN_122[at] + last[at] * PREDICTION_122;
        middle[at] = expected + sign * RESIDUALS_122[i][4 * entry + k];
        residual[at] = sign * RESIDUALS_122[i][4 * entry + 2 + k];
        frequencies[at] = expected + residual[at];
      }
    }
    Lpc.separate(middle, GAP);
    Lpc.separate(frequencies, GAP);
  }

  private static float[] pairs(float[] frequencies) {
    float[] pairs = new float[ORDER];
    for (int i = 0; i < ORDER; i++) {
      pairs[i] = (float) Math.cos(2 * Math.PI * frequencies[i]);
    }
    return pairs;
  }

  private static float[] mixed(float[] from, float[] to, float share) {
    float[] mixed = new float[ORDER];
    for (int i = 0; i < ORDER; i++) {
      mixed[i] = (1 - share) * from[i] + share * to[i];
    }
    return mixed;
  }

  private static float[] table(String name) {
    return Tables.NARROWBAND.fractions(name, UNIT);
  }
}
