// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.alac;

import java.util.Arrays;

/**
 * Reads residuals: a Rice code whose parameter follows the mean of what came before, with runs of
 * zeros where that mean is small.
 */
final class Residual {
  /** The mean has this many bits below the point. */
  private static final int FRACTION = 9;

  private static final int LARGEST_MEAN = 0xFFFF;

  /** Below this mean, a quarter, runs of zeros are coded. */
  private static final int RUN_MEAN = 1 << (FRACTION - 2);

  /** Half, and the point, of the part of a run's parameter that follows the mean. */
  private static final int RUN_OFFSET = 16;

  private static final int RUN_SHIFT = 6;

  private static final int LONGEST_RUN = 0xFFFF;

  /** So many ones announce a number that is written out. */
  private static final int ESCAPE = 9;

  private Residual() {}

  /**
   * Reads the residuals of a channel.
   *
   * @param weightFactor what the channel multiplies the weight of the history with, · 4
   * @param width bits of a residual that is written out
   * @param target takes them
   * @param count how many
   */
  static void read(
      Bits in, AlacConfig config, int weightFactor, int width, int[] target, int count) {
    int weight = config.historyWeight() * weightFactor / 4;
    int mean = config.initialHistory();
    // After a run no zero follows, so that numbers begin at one.
    int least = 0;
    for (int i = 0; i < count; ) {
      int parameter = 31 - Integer.numberOfLeadingZeros((mean >>> FRACTION) + 3);
      int number = number(in, Math.min(parameter, config.riceLimit()), width);
      int folded = number + least;
      target[i++] = (folded & 1) == 0 ? folded >>> 1 : -(folded >>> 1) - 1;
      mean =
          Integer.compareUnsigned(number, LARGEST_MEAN) > 0
              ? LARGEST_MEAN
              : weight * folded + mean - ((weight * mean) >> FRACTION);
      least = 0;
      if (mean < RUN_MEAN && i < count) {
        int run = run(in, mean, config.riceLimit());
        if (run > count - i) {
          throw in.malformed("A run of zeros goes past the end of an ALAC frame");
        }
        Arrays.fill(target, i, i + run, 0);
        i += run;
        least = run < LONGEST_RUN ? 1 : 0;
        mean = 0;
      }
    }
  }

  private static int run(Bits in, int mean, int riceLimit) {
    int parameter = Integer.numberOfLeadingZeros(mean) - 24 + ((mean + RUN_OFFSET) >> RUN_SHIFT);
    int ones = ones(in);
    if (ones == ESCAPE) {
      return in.next(16);
    }
    int divisor = ((1 << parameter) - 1) & ((1 << riceLimit) - 1);
    return ones * divisor + remainder(in, parameter);
  }

  private static int number(Bits in, int parameter, int width) {
    int ones = ones(in);
    if (ones == ESCAPE) {
      return in.next(width);
    }
    return ones * ((1 << parameter) - 1) + remainder(in, parameter);
  }

  /** Ones up to and with the next zero, or {@link #ESCAPE} of them. */
  private static int ones(Bits in) {
    int ones = Integer.numberOfLeadingZeros(~in.peek(ESCAPE) << (32 - ESCAPE));
    int found = Math.min(ones, ESCAPE);
    in.skip(found == ESCAPE ? ESCAPE : found + 1);
    return found;
  }

  /** A remainder of 0 takes one bit less than the others, which count from one. */
  private static int remainder(Bits in, int parameter) {
    int remainder = in.peek(parameter);
    in.skip(remainder < 2 ? parameter - 1 : parameter);
    return remainder < 2 ? 0 : remainder - 1;
  }
}
