// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.gsm;

/** The parameters of a frame (ETSI EN 300 961, table 1.1), which is used again and again. */
final class Frame {
  /** Samples in a frame. */
  static final int SAMPLES = 160;

  /** Sub-segments in a frame. */
  static final int PARTS = 4;

  /** Samples in a sub-segment. */
  static final int PART = SAMPLES / PARTS;

  /** Pulses of a sub-segment, every third sample. */
  static final int PULSES = 13;

  /** Coefficients of the short-term filter. */
  static final int ORDER = 8;

  private static final int[] LAR_BITS = {6, 6, 5, 5, 4, 4, 3, 3};

  /** Log. area ratios. */
  final int[] lar = new int[ORDER];

  /** By sub-segment: lag and gain of the long-term filter. */
  final int[] lag = new int[PARTS];

  final int[] gain = new int[PARTS];

  /** By sub-segment: where the grid of pulses begins, their block maximum, and the pulses. */
  final int[] grid = new int[PARTS];

  final int[] maximum = new int[PARTS];
  final int[][] pulses = new int[PARTS][PULSES];

  void read(Bits in) {
    for (int i = 0; i < ORDER; i++) {
      lar[i] = in.next(LAR_BITS[i]);
    }
    for (int part = 0; part < PARTS; part++) {
      lag[part] = in.next(7);
      gain[part] = in.next(2);
      grid[part] = in.next(2);
      maximum[part] = in.next(6);
      for (int i = 0; i < PULSES; i++) {
        pulses[part][i] = in.next(3);
      }
    }
  }
}
