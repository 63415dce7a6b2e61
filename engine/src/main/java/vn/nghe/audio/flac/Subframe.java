// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import java.util.Arrays;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.BitReader;

/**
 * Decodes the samples of one channel in one FLAC frame (RFC 9639, section 9.2). Samples are longs:
 * the difference of two 32-bit channels has 33 bits.
 */
final class Subframe {
  private static final int CONSTANT = 0;
  private static final int VERBATIM = 1;
  private static final int FIXED = 8;
  private static final int HIGHEST_FIXED_ORDER = 4;
  private static final int LINEAR = 32;

  private final BitReader in;
  private final long start;
  private final long[] samples;
  private final int count;

  /**
   * Makes ready for one channel.
   *
   * @param in stands at the subframe's first bit
   * @param start where the frame begins, for faults
   * @param samples takes the samples
   * @param count samples to decode
   */
  Subframe(BitReader in, long start, long[] samples, int count) {
    this.in = in;
    this.start = start;
    this.samples = samples;
    this.count = count;
  }

  /**
   * Decodes the channel.
   *
   * @param bits width of a sample, 4 to 33
   */
  void decode(int bits) {
    int header = (int) in.unsigned(8);
    int type = header >> 1;
    int wasted = (header & 1) == 0 ? 0 : (int) Math.min(in.unary(), bits) + 1;
    int width = bits - wasted;
    if (type >= 64 || width < 1) {
      throw malformed("A FLAC subframe header is " + header + " with " + wasted + " wasted bits");
    }
    if (type == CONSTANT) {
      Arrays.fill(samples, 0, count, in.signed(width));
    } else if (type == VERBATIM) {
      readSamples(count, width);
    } else if (type >= LINEAR) {
      decodeLinear(type - LINEAR + 1, width);
    } else if (type >= FIXED && type - FIXED <= HIGHEST_FIXED_ORDER) {
      decodeFixed(type - FIXED, width);
    } else {
      throw malformed("A FLAC subframe has the reserved type " + type);
    }
    if (wasted > 0) {
      for (int i = 0; i < count; i++) {
        samples[i] <<= wasted;
      }
    }
  }

  private void readSamples(int end, int width) {
    for (int i = 0; i < end; i++) {
      samples[i] = in.signed(width);
    }
  }

  /** Predicts by a polynomial through the last samples: the binomial coefficients. */
  private void decodeFixed(int order, int width) {
    readWarmUp(order, width);
    new Residual(in, start).decode(samples, order, count);
    for (int i = order; i < count; i++) {
      samples[i] +=
          switch (order) {
            case 0 -> 0;
            case 1 -> samples[i - 1];
            case 2 -> 2 * samples[i - 1] - samples[i - 2];
            case 3 -> 3 * (samples[i - 1] - samples[i - 2]) + samples[i - 3];
            default -> 4 * (samples[i - 1] + samples[i - 3]) - 6 * samples[i - 2] - samples[i - 4];
          };
    }
  }

  private void decodeLinear(int order, int width) {
    readWarmUp(order, width);
    int precision = (int) in.unsigned(4) + 1;
    int shift = (int) in.signed(5);
    if (precision == 16 || shift < 0) {
      throw malformed("A FLAC predictor has precision " + precision + " and shift " + shift);
    }
    // The first coefficient belongs to the latest sample; turned round, both run forwards.
    long[] coefficients = new long[order];
    for (int i = order - 1; i >= 0; i--) {
      coefficients[i] = in.signed(precision);
    }
    new Residual(in, start).decode(samples, order, count);
    for (int i = order; i < count; i++) {
      long prediction = 0;
      for (int j = 0; j < order; j++) {
        prediction += coefficients[j] * samples[i - order + j];
      }
      samples[i] += prediction >> shift;
    }
  }

  private void readWarmUp(int order, int width) {
    if (order > count) {
      throw malformed("A FLAC predictor of order " + order + " has " + count + " samples");
    }
    readSamples(order, width);
  }

  private AudioException malformed(String message) {
    return AudioException.malformed(message, start);
  }
}
