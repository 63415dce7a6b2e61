// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.util.Arrays;

/**
 * Makes 18 samples of each subband of one channel of the frequency lines of a granule (ISO/IEC
 * 11172-3, 2.4.3.4.10): butterflies against aliasing, and overlapping inverse transforms.
 */
final class Hybrid {
  private static final int BANDS = 32;
  private static final int LINES = 18;
  private static final int SHORT_LINES = 6;
  private static final int SHORT_WINDOWS = 3;

  /** Of the butterflies, table B.9. */
  private static final double[] COEFFICIENTS = {
    -0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037
  };

  private static final float[] COSINES = new float[COEFFICIENTS.length];
  private static final float[] SINES = new float[COEFFICIENTS.length];

  static {
    for (int i = 0; i < COEFFICIENTS.length; i++) {
      double length = Math.sqrt(1 + COEFFICIENTS[i] * COEFFICIENTS[i]);
      COSINES[i] = (float) (1 / length);
      SINES[i] = (float) (COEFFICIENTS[i] / length);
    }
  }

  private static final float[][] WINDOWS = {window(0), window(1), window(2), window(3)};
  private static final float[][] LONG = matrix(LINES);
  private static final float[][] SHORT = matrix(SHORT_LINES);

  /** The second half of the transforms before. */
  private final float[] overlap = new float[BANDS * LINES];

  private final float[] block = new float[2 * LINES];
  private final float[] part = new float[2 * SHORT_LINES];
  private final float[] halves = new float[LINES];

  /** Lets the next granule follow silence. */
  void forget() {
    Arrays.fill(overlap, 0);
  }

  /**
   * Transforms a granule.
   *
   * @param lines 576 frequency lines; in short blocks those of the three windows alternate;
   *     overwritten
   * @param samples takes one sample of each of 32 subbands, 18 times
   * @param at index of the first
   */
  void transform(Granule granule, float[] lines, float[] samples, int at) {
    int unswitched = granule.isMixed() ? 2 : 0;
    int longBands = granule.isShort() ? unswitched : BANDS;
    for (int band = 1; band < longBands; band++) {
      butterfly(lines, band * LINES);
    }
    int last = lines.length - 1;
    while (last >= 0 && lines[last] == 0) {
      last--;
    }
    int used = last / LINES + 1;
    for (int band = 0; band < BANDS; band++) {
      int type = band < unswitched ? 0 : granule.blockType();
      if (last < 0 || band >= used) {
        Arrays.fill(block, 0);
      } else if (type == Granule.SHORT) {
        transformShort(lines, band * LINES);
      } else {
        transformLong(lines, band * LINES, type);
      }
      overlapAdd(band, samples, at);
    }
  }

  private void overlapAdd(int band, float[] samples, int at) {
    for (int i = 0; i < LINES; i++) {
      float sample = block[i] + overlap[band * LINES + i];
      // Odd samples of odd subbands come mirrored in frequency.
      samples[at + i * BANDS + band] = (i & band & 1) == 1 ? -sample : sample;
      overlap[band * LINES + i] = block[LINES + i];
    }
  }

  private static void butterfly(float[] lines, int edge) {
    for (int i = 0; i < COSINES.length; i++) {
      float below = lines[edge - 1 - i];
      float above = lines[edge + i];
      lines[edge - 1 - i] = below * COSINES[i] - above * SINES[i];
      lines[edge + i] = above * COSINES[i] + below * SINES[i];
    }
  }

  private void transformLong(float[] lines, int from, int type) {
    inverse(LONG, lines, from, 1, block);
    float[] window = WINDOWS[type];
    for (int i = 0; i < block.length; i++) {
      block[i] *= window[i];
    }
  }

  private void transformShort(float[] lines, int from) {
    Arrays.fill(block, 0);
    float[] window = WINDOWS[Granule.SHORT];
    for (int number = 0; number < SHORT_WINDOWS; number++) {
      inverse(SHORT, lines, from + number, SHORT_WINDOWS, part);
      for (int i = 0; i < part.length; i++) {
        block[SHORT_LINES * (number + 1) + i] += part[i] * window[i];
      }
    }
  }

  /**
   * {@code x[i] = Σ X[k] cos((2i + 1 + N)(2k + 1)π / 4N)} of N lines; its first half is odd around
   * its middle, and its second half even.
   */
  private void inverse(float[][] matrix, float[] lines, int from, int step, float[] out) {
    int count = matrix.length;
    int half = count / 2;
    Arrays.fill(halves, 0);
    for (int k = 0; k < count; k++) {
      float line = lines[from + k * step];
      float[] row = matrix[k];
      for (int i = 0; line != 0 && i < count; i++) {
        halves[i] += line * row[i];
      }
    }
    for (int i = 0; i < half; i++) {
      out[i] = halves[i];
      out[count - 1 - i] = -halves[i];
      out[count + i] = halves[half + i];
      out[2 * count - 1 - i] = halves[half + i];
    }
  }

  /** For each line, what it adds to the first halves of both halves. */
  private static float[][] matrix(int count) {
    float[][] matrix = new float[count][count];
    for (int k = 0; k < count; k++) {
      for (int column = 0; column < count; column++) {
        int i = column < count / 2 ? column : column + count / 2;
        matrix[k][column] =
            (float) Math.cos((2 * i + 1 + count) * (2.0 * k + 1) * Math.PI / (4 * count));
      }
    }
    return matrix;
  }

  private static float[] window(int type) {
    if (type == Granule.SHORT) {
      return sines(2 * SHORT_LINES);
    }
    float[] window = sines(2 * LINES);
    float[] steep = sines(2 * SHORT_LINES);
    int flat = SHORT_LINES;
    for (int i = 0; i < LINES; i++) {
      float rising = i < flat ? 0 : i < 2 * flat ? steep[i - flat] : 1;
      if (type == 3) {
        window[i] = rising;
      }
      if (type == 1) {
        window[2 * LINES - 1 - i] = rising;
      }
    }
    return window;
  }

  private static float[] sines(int count) {
    float[] sines = new float[count];
    for (int i = 0; i < count; i++) {
      sines[i] = (float) Math.sin(Math.PI / count * (i + 0.5));
    }
    return sines;
  }
}
