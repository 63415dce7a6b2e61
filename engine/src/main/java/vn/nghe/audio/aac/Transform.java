// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

/**
 * The inverse modified discrete cosine transform of one length, through a type IV cosine transform
 * and that through a complex Fourier transform of half its length.
 */
final class Transform {
  private final int length;
  private final float[] twiddleReal;
  private final float[] twiddleImaginary;
  private final float[] rootReal;
  private final float[] rootImaginary;
  private final float[] real;
  private final float[] imaginary;
  private final float[] cosines;
  private final float scale;

  /**
   * Makes the tables.
   *
   * @param length coefficients, a power of two, at least 4
   */
  Transform(int length) {
    this.length = length;
    int half = length / 2;
    twiddleReal = new float[half];
    twiddleImaginary = new float[half];
    rootReal = new float[half];
    rootImaginary = new float[half];
    real = new float[half];
    imaginary = new float[half];
    cosines = new float[length];
    for (int i = 0; i < half; i++) {
      double angle = -Math.PI * (i + 0.125) / length;
      twiddleReal[i] = (float) Math.cos(angle);
      twiddleImaginary[i] = (float) Math.sin(angle);
      rootReal[i] = (float) Math.cos(-2 * Math.PI * i / half);
      rootImaginary[i] = (float) Math.sin(-2 * Math.PI * i / half);
    }
    // 2/N of the standard's formula (4.6.11.3.1), whose samples have 16 bits.
    scale = 1f / length / 0x1p15f;
  }

  /**
   * Transforms a spectrum X of M coefficients into the 2M samples 2/2M · Σ X[k] cos(π/M (n + ½ +
   * M/2)(k + ½)), of which the first half is what the last frame's second half is added to.
   *
   * @param spectrum where the coefficients are, from {@code from} on
   * @param samples receives the samples, at their front
   */
  void inverse(float[] spectrum, int from, float[] samples) {
    cosineTransform(spectrum, from);
    int half = length / 2;
    for (int i = 0; i < half; i++) {
      samples[i] = cosines[half + i];
      samples[length - 1 - i] = -cosines[half + i];
      samples[length + i] = -cosines[half - 1 - i];
      samples[2 * length - 1 - i] = -cosines[half - 1 - i];
    }
  }

  /** Σ X[k] cos(π/M (n + ½)(k + ½)), scaled. */
  private void cosineTransform(float[] spectrum, int from) {
    int half = length / 2;
    int bits = Integer.numberOfTrailingZeros(half);
    for (int i = 0; i < half; i++) {
      float even = spectrum[from + 2 * i] * scale;
      float odd = spectrum[from + length - 1 - 2 * i] * scale;
      int to = Integer.reverse(i) >>> (32 - bits);
      real[to] = even * twiddleReal[i] - odd * twiddleImaginary[i];
      imaginary[to] = even * twiddleImaginary[i] + odd * twiddleReal[i];
    }
    fourierTransform();
    for (int i = 0; i < half; i++) {
      cosines[2 * i] = real[i] * twiddleReal[i] - imaginary[i] * twiddleImaginary[i];
      cosines[length - 1 - 2 * i] =
          -(real[i] * twiddleImaginary[i] + imaginary[i] * twiddleReal[i]);
    }
  }

  /** Cooley and Tukey's, from bit-reversed order. */
  private void fourierTransform() {
    int count = length / 2;
    for (int size = 1; size < count; size *= 2) {
      int stride = count / (2 * size);
      for (int block = 0; block < count; block += 2 * size) {
        for (int i = 0; i < size; i++) {
          int low = block + i;
          int high = low + size;
          float rootRe = rootReal[i * stride];
          float rootIm = rootImaginary[i * stride];
          float re = real[high] * rootRe - imaginary[high] * rootIm;
          float im = real[high] * rootIm + imaginary[high] * rootRe;
          real[high] = real[low] - re;
          imaginary[high] = imaginary[low] - im;
          real[low] += re;
          imaginary[low] += im;
        }
      }
    }
  }
}
