// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

/**
 * The noise that stands in for bands of which only the loudness was sent (perceptual noise
 * substitution, ISO/IEC 14496-3, 4.6.13). The generator is the linear congruential one of Knuth and
 * Lewis, so that the same file always sounds the same.
 */
final class Noise {
  private int state = 0x1F2E_3D4C;

  /** Fills a band with noise whose root of the energy, taken over the band, is {@code scale}. */
  void fill(float[] spectrum, int from, int width, float scale) {
    double energy = 0;
    for (int i = from; i < from + width; i++) {
      state = state * 1_664_525 + 1_013_904_223;
      spectrum[i] = state;
      energy += (double) spectrum[i] * spectrum[i];
    }
    float factor = (float) (scale / Math.sqrt(energy));
    for (int i = from; i < from + width; i++) {
      spectrum[i] *= factor;
    }
  }
}
