// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.gsm;

import static vn.nghe.audio.gsm.Arithmetic.multiply;
import static vn.nghe.audio.gsm.Arithmetic.saturate;

/**
 * From the residual to speech: the short-term lattice filter and de-emphasis (ETSI EN 300 961,
 * 5.3.3 and 5.3.4).
 */
final class ShortTerm {
  /** How log. area ratios were quantised (table 5.1 and 5.2): offset, least code, slope. */
  private static final int[] OFFSET = {0, 0, 2048, -2560, 94, -1792, -341, -1144};

  private static final int[] LEAST = {-32, -32, -16, -16, -8, -8, -4, -4};
  private static final int[] SLOPE = {13107, 13107, 13107, 13107, 19223, 17476, 31454, 29708};

  /** 0.86 in fractions of 2¹⁵. */
  private static final int DE_EMPHASIS = 28180;

  private final int[] before = new int[Frame.ORDER];
  private final int[] now = new int[Frame.ORDER];
  private final int[] reflection = new int[Frame.ORDER];
  private final int[] delayed = new int[Frame.ORDER + 1];
  private int emphasised;

  /**
   * Filters a frame.
   *
   * @param samples the residual, to be replaced by speech on the scale of 16 bits
   */
  void filter(Frame frame, int[] samples) {
    System.arraycopy(now, 0, before, 0, Frame.ORDER);
    for (int i = 0; i < Frame.ORDER; i++) {
      int code = (frame.lar[i] + LEAST[i]) << 10;
      int ratio = multiply(SLOPE[i], saturate(code - 2 * OFFSET[i]));
      now[i] = saturate(2 * ratio);
    }
    // The ratios glide from those of the frame before (table 5.7).
    for (int i = 0; i < Frame.ORDER; i++) {
      reflection[i] = reflection((before[i] >> 2) + (now[i] >> 2) + (before[i] >> 1));
    }
    filter(samples, 0, 13);
    for (int i = 0; i < Frame.ORDER; i++) {
      reflection[i] = reflection((before[i] >> 1) + (now[i] >> 1));
    }
    filter(samples, 13, 27);
    for (int i = 0; i < Frame.ORDER; i++) {
      reflection[i] = reflection((before[i] >> 2) + (now[i] >> 2) + (now[i] >> 1));
    }
    filter(samples, 27, 40);
    for (int i = 0; i < Frame.ORDER; i++) {
      reflection[i] = reflection(now[i]);
    }
    filter(samples, 40, Frame.SAMPLES);
  }

  /** From a log. area ratio to a reflection coefficient, by a curve of three straight pieces. */
  private static int reflection(int ratio) {
    int size = ratio == Short.MIN_VALUE ? Short.MAX_VALUE : Math.abs(ratio);
    int coefficient =
        size < 11_059 ? size << 1 : size < 20_070 ? size + 11_059 : (size >> 2) + 26_112;
    return ratio < 0 ? -saturate(coefficient) : saturate(coefficient);
  }

  private void filter(int[] samples, int from, int to) {
    for (int k = from; k < to; k++) {
      int sample = samples[k];
      for (int i = Frame.ORDER - 1; i >= 0; i--) {
        sample = saturate(sample - multiply(reflection[i], delayed[i]));
        delayed[i + 1] = saturate(delayed[i] + multiply(reflection[i], sample));
      }
      delayed[0] = sample;
      emphasised = saturate(sample + multiply(emphasised, DE_EMPHASIS));
      samples[k] = saturate(2 * emphasised) & ~7;
    }
  }
}
