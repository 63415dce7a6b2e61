// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.g722;

/**
 * One band: the scale of its differences and the filter that predicts its next sample, both adapted
 * after each. Names of steps are those of ITU-T G.722, section 6.2.1.
 */
final class Band {
  private static final int POLES = 2;
  private static final int ZEROS = 6;

  /** 2¹¹ · 2^(i / 32). */
  private static final int[] POWERS = {
    2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
    2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
  };

  private final int scaleShift;
  private final int largestLogScale;

  /** Logarithm of the scale, to base 2, · 2¹¹. */
  private int logScale;

  private int scale;

  /** Reconstructed samples, and what the zeros alone make of them; newest first. */
  private final int[] samples = new int[POLES + 1];

  private final int[] partial = new int[POLES + 1];
  private final int[] poles = new int[POLES + 1];
  private final int[] differences = new int[ZEROS + 1];
  private final int[] zeros = new int[ZEROS + 1];
  private int predicted;
  private int predictedByZeros;

  /**
   * Makes a band silent.
   *
   * @param scaleShift what the scale is divided by, as a power of two
   * @param largestLogScale limit of the logarithm of the scale
   * @param scale the first scale
   */
  Band(int scaleShift, int largestLogScale, int scale) {
    this.scaleShift = scaleShift;
    this.largestLogScale = largestLogScale;
    this.scale = scale;
  }

  /** The sample to come, as the filter has it. */
  int predicted() {
    return predicted;
  }

  /** A quantised difference, brought to the scale of samples. */
  int scaled(int difference) {
    return (scale * difference) >> 15;
  }

  /**
   * Takes a sample's difference from what was predicted.
   *
   * @param difference on the scale of samples
   * @param move what its code adds to the logarithm of the scale
   */
  void adapt(int difference, int move) {
    // LOGSCL and SCALEL or their like.
    logScale = Math.clamp(((logScale * 127) >> 7) + move, 0, largestLogScale);
    int shift = scaleShift - (logScale >> 11);
    int power = POWERS[(logScale >> 6) & 31];
    scale = (shift < 0 ? power << -shift : power >> shift) << 2;

    // RECONS and PARREC.
    differences[0] = difference;
    samples[0] = saturate(predicted + difference);
    partial[0] = saturate(predictedByZeros + difference);
    adaptPoles();
    adaptZeros();
    System.arraycopy(differences, 0, differences, 1, ZEROS);
    System.arraycopy(samples, 0, samples, 1, POLES);
    System.arraycopy(partial, 0, partial, 1, POLES);
    predict();
  }

  /** UPPOL2 and UPPOL1. */
  private void adaptPoles() {
    boolean sameAsLast = (partial[0] ^ partial[1]) >= 0;
    boolean sameAsLastButOne = (partial[0] ^ partial[2]) >= 0;
    int first = saturate(poles[1] << 2);
    int second = sameAsLast ? saturate(-first) : first;
    second = (second >> 7) + (sameAsLastButOne ? 128 : -128);
    second = Math.clamp(second + ((poles[2] * 32_512) >> 15), -12_288, 12_288);
    int limit = 15_360 - second;
    first = saturate(((poles[1] * 32_640) >> 15) + (sameAsLast ? 192 : -192));
    poles[1] = Math.clamp(first, -limit, limit);
    poles[2] = second;
  }

  /** UPZERO. */
  private void adaptZeros() {
    int move = differences[0] == 0 ? 0 : 128;
    for (int i = 1; i <= ZEROS; i++) {
      boolean same = (differences[0] ^ differences[i]) >= 0;
      zeros[i] = saturate(((zeros[i] * 32_640) >> 15) + (same ? move : -move));
    }
  }

  /** FILTEP, FILTEZ and PREDIC. */
  private void predict() {
    int byPoles = 0;
    for (int i = 1; i <= POLES; i++) {
      byPoles += (poles[i] * saturate(2 * samples[i])) >> 15;
    }
    int byZeros = 0;
    for (int i = 1; i <= ZEROS; i++) {
      byZeros += (zeros[i] * saturate(2 * differences[i])) >> 15;
    }
    predictedByZeros = saturate(byZeros);
    predicted = saturate(saturate(byPoles) + predictedByZeros);
  }

  private static int saturate(int value) {
    return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
