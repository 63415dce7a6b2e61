// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.util.Arrays;

/**
 * The polyphase filter bank that makes 32 samples of one channel of one from each of 32 subbands
 * (ISO/IEC 11172-3, 2.4.3.2.2). Its cosine matrix is read off a discrete cosine transform.
 */
final class Synthesis {
  private static final int BANDS = 32;
  private static final int BLOCKS = 16;
  private static final int SHIFT = 64;
  private static final float[] WINDOW = window();

  /** {@code 1 / (2 cos((2k + 1)π / 2N))} for N of 32, 16, … 2, one after the other. */
  private static final float[] FACTORS = factors();

  private final float[] history = new float[BLOCKS * SHIFT];
  private final float[] cosines = new float[BANDS];
  private final float[] scratch = new float[BANDS];
  private final float[] sums = new float[BANDS];
  private int offset;

  /** Lets the next samples follow silence. */
  void forget() {
    Arrays.fill(history, 0);
  }

  /**
   * Makes samples.
   *
   * @param subbands one sample of each
   * @param from index of the first
   * @param out takes the samples
   * @param at index of the first
   * @param step from one sample to the next
   */
  void synthesise(float[] subbands, int from, float[] out, int at, int step) {
    System.arraycopy(subbands, from, cosines, 0, BANDS);
    transform(cosines, 0, BANDS, 0);
    offset = (offset - SHIFT) & (history.length - 1);
    for (int i = 0; i < BANDS / 2; i++) {
      history[offset + i] = cosines[BANDS / 2 + i];
      history[offset + 3 * BANDS / 2 + i] = -cosines[i];
    }
    history[offset + BANDS / 2] = 0;
    for (int i = BANDS / 2 + 1; i < 3 * BANDS / 2; i++) {
      history[offset + i] = -cosines[3 * BANDS / 2 - i];
    }
    Arrays.fill(sums, 0);
    for (int block = 0; block < BLOCKS; block += 2) {
      add((offset + block * SHIFT) & (history.length - 1), block * BANDS);
      add((offset + block * SHIFT + 3 * BANDS) & (history.length - 1), (block + 1) * BANDS);
    }
    for (int sample = 0; sample < BANDS; sample++) {
      out[at + sample * step] = sums[sample];
    }
  }

  private void add(int from, int window) {
    for (int sample = 0; sample < BANDS; sample++) {
      sums[sample] += history[from + sample] * WINDOW[window + sample];
    }
  }

  /** In place, {@code X[n] = Σ x[k] cos(n(2k + 1)π / 2N)}, by halves (Lee, 1984). */
  private void transform(float[] x, int from, int count, int factors) {
    if (count == 1) {
      return;
    }
    int half = count / 2;
    for (int k = 0; k < half; k++) {
      float a = x[from + k];
      float b = x[from + count - 1 - k];
      scratch[k] = a + b;
      scratch[half + k] = (a - b) * FACTORS[factors + k];
    }
    System.arraycopy(scratch, 0, x, from, count);
    transform(x, from, half, factors + half);
    transform(x, from + half, half, factors + half);
    for (int k = 0; k < half; k++) {
      scratch[2 * k] = x[from + k];
      scratch[2 * k + 1] = x[from + half + k] + (k + 1 < half ? x[from + half + k + 1] : 0);
    }
    System.arraycopy(scratch, 0, x, from, count);
  }

  private static float[] factors() {
    float[] factors = new float[BANDS - 1];
    int at = 0;
    for (int count = BANDS; count > 1; count /= 2) {
      for (int k = 0; k < count / 2; k++) {
        factors[at++] = (float) (0.5 / Math.cos((2 * k + 1) * Math.PI / (2 * count)));
      }
    }
    return factors;
  }

  private static float[] window() {
    float[] window = new float[BLOCKS * BANDS];
    int at = 0;
    for (String line : Tables.lines("window.txt")) {
      for (String value : line.split(" ", -1)) {
        window[at++] = Integer.parseInt(value) / 65_536f;
      }
    }
    for (int i = 1; i < window.length / 2; i++) {
      window[window.length - i] = i % SHIFT == 0 ? window[i] : -window[i];
    }
    return window;
  }
}
