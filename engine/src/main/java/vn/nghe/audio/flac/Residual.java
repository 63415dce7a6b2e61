// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.BitReader;

/** Decodes what FLAC's predictors leave over, in Rice codes (RFC 9639, section 9.2.7). */
final class Residual {
  /** A folded residual fits 32 bits unsigned. */
  private static final long LARGEST_FOLDED = 0xFFFF_FFFFL;

  private final BitReader in;
  private final long start;

  /**
   * Makes ready for one subframe.
   *
   * @param in stands at the first bit of the residual
   * @param start where the frame begins, for faults
   */
  Residual(BitReader in, long start) {
    this.in = in;
    this.start = start;
  }

  /**
   * Decodes the residuals of one subframe.
   *
   * @param target takes them, from index {@code order} to below {@code count}
   * @param order samples that come without a residual
   * @param count samples in the frame
   */
  void decode(long[] target, int order, int count) {
    int method = (int) in.unsigned(2);
    int partitions = 1 << in.unsigned(4);
    int size = count / partitions;
    if (method > 1 || size * partitions != count || size < order) {
      throw AudioException.malformed(
          "A FLAC residual has method "
              + method
              + " and "
              + partitions
              + " partitions of "
              + count
              + " samples after "
              + order,
          start);
    }
    int parameterBits = 4 + method;
    int escape = (1 << parameterBits) - 1;
    for (int partition = 0; partition < partitions; partition++) {
      int from = partition == 0 ? order : partition * size;
      int to = (partition + 1) * size;
      int parameter = (int) in.unsigned(parameterBits);
      if (parameter == escape) {
        int width = (int) in.unsigned(5);
        for (int i = from; i < to; i++) {
          target[i] = in.signed(width);
        }
      } else {
        decodeRice(target, from, to, parameter);
      }
    }
  }

  private void decodeRice(long[] target, int from, int to, int parameter) {
    for (int i = from; i < to; i++) {
      long quotient = in.unary();
      if (quotient > (LARGEST_FOLDED >> parameter)) {
        throw AudioException.malformed("A FLAC residual exceeds 32 bits", start);
      }
      long folded = (quotient << parameter) | in.unsigned(parameter);
      // Even numbers stand for 0, 1, 2…, odd ones for -1, -2…
      target[i] = (folded >> 1) ^ -(folded & 1);
    }
  }
}
