// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.gsm;

import static vn.nghe.audio.gsm.Arithmetic.multiply;
import static vn.nghe.audio.gsm.Arithmetic.saturate;

import java.util.Arrays;

/**
 * From pulses to the short-term residual: RPE decoding and long-term synthesis (ETSI EN 300 961,
 * 5.3.1 and 5.3.2).
 */
final class LongTerm {
  private static final int SHORTEST_LAG = 40;
  private static final int LONGEST_LAG = 120;

  /** Normalised direct mantissa of the block maximum (table 5.6), in fractions of 2¹⁵. */
  private static final int[] MANTISSA = {18431, 20479, 22527, 24575, 26623, 28671, 30719, 32767};

  /** Gains of the long-term filter (table 5.3b), in fractions of 2¹⁵. */
  private static final int[] GAIN = {3277, 11469, 21299, 32767};

  /** The residual of the last samples, oldest first, and of the sub-segment. */
  private final int[] residual = new int[LONGEST_LAG + Frame.PART];

  private int lag = SHORTEST_LAG;

  /**
   * Decodes a sub-segment.
   *
   * @param target takes its residual
   * @param at where in it
   */
  void decode(Frame frame, int part, int[] target, int at) {
    System.arraycopy(residual, Frame.PART, residual, 0, LONGEST_LAG);
    Arrays.fill(residual, LONGEST_LAG, residual.length, 0);
    placePulses(frame, part);
    int stated = frame.lag[part];
    if (stated >= SHORTEST_LAG && stated <= LONGEST_LAG) {
      lag = stated;
    }
    int gain = GAIN[frame.gain[part]];
    for (int k = LONGEST_LAG; k < residual.length; k++) {
      residual[k] = saturate(residual[k] + multiply(gain, residual[k - lag]));
    }
    System.arraycopy(residual, LONGEST_LAG, target, at, Frame.PART);
  }

  private void placePulses(Frame frame, int part) {
    int maximum = frame.maximum[part];
    int exponent = maximum > 15 ? (maximum >> 3) - 1 : 0;
    int mantissa = maximum - (exponent << 3);
    if (mantissa == 0) {
      exponent = -4;
      mantissa = 7;
    } else {
      while (mantissa <= 7) {
        mantissa = (mantissa << 1) | 1;
        exponent--;
      }
      mantissa -= 8;
    }
    int shift = 6 - exponent;
    // Half of the least step: none where nothing is shifted.
    int half = (1 << shift) >> 1;
    int at = LONGEST_LAG + frame.grid[part];
    for (int i = 0; i < Frame.PULSES; i++, at += 3) {
      int pulse = (2 * frame.pulses[part][i] - 7) << 12;
      residual[at] = saturate(multiply(MANTISSA[mantissa], pulse) + half) >> shift;
    }
  }
}
