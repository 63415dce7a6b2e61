// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.util.Arrays;
import vn.nghe.kernel.RowProduct;

/**
 * The polyphase filter bank that makes 32 samples of one channel of one from each of 32 subbands
 * (ISO/IEC 11172-3, 2.4.3.2.2). Its cosine matrix is read off a discrete cosine transform {@code
 * X[n] = Σ x[k] cos(n(2k + 1)π / 64)}, whose even outputs are made of the sums of opposite inputs
 * and whose odd ones of their differences.
 */
final class Synthesis {
  private static final int BANDS = 32;
  private static final int BLOCKS = 16;
  private static final int SHIFT = 64;
  private static final float[] WINDOW = window();

  private static final int HALF = BANDS / 2;
  private static final RowProduct EVEN = cosines(0);
  private static final RowProduct ODD = cosines(1);

  private final float[] history = new float[BLOCKS * SHIFT];
  private final float[] cosines = new float[BANDS];
  private final float[] folded = new float[BANDS];
  private final float[] halves = new float[BANDS];
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
    transform(subbands, from);
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

  private void transform(float[] subbands, int from) {
    for (int k = 0; k < HALF; k++) {
      float low = subbands[from + k];
      float high = subbands[from + BANDS - 1 - k];
      folded[k] = low + high;
      folded[HALF + k] = low - high;
    }
    EVEN.apply(folded, 0, halves, 0);
    ODD.apply(folded, HALF, halves, HALF);
    for (int n = 0; n < HALF; n++) {
      cosines[2 * n] = halves[n];
      cosines[2 * n + 1] = halves[HALF + n];
    }
  }

  /** What each input adds to the even outputs, or to the odd ones. */
  private static RowProduct cosines(int odd) {
    float[] matrix = new float[HALF * HALF];
    for (int k = 0; k < HALF; k++) {
      for (int n = 0; n < HALF; n++) {
        matrix[k * HALF + n] =
            (float) Math.cos((2 * n + odd) * (2 * k + 1) * Math.PI / (2 * BANDS));
      }
    }
    return new RowProduct(matrix, HALF, HALF);
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
