// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.g726;

/**
 * Numbers of eleven bits in which the standard keeps and multiplies what its predictor needs: sign,
 * four bits of exponent, six of mantissa with the leading one (ITU-T G.726, FLOATA and FMULT).
 */
final class SmallFloat {
  static final int ZERO = 1 << 5;

  private static final int SIGN = 1 << 10;

  private SmallFloat() {}

  /**
   * Rounds a number towards zero.
   *
   * @param size 0 to 2¹⁵; the largest counts as 0, as the standard's 15 bits have it
   */
  static int of(int size, boolean isNegative) {
    int magnitude = size & 0x7FFF;
    int exponent = length(magnitude);
    int number = magnitude == 0 ? ZERO : (exponent << 6) | ((magnitude << 6) >> exponent);
    return isNegative ? number | SIGN : number;
  }

  static boolean isNegative(int number) {
    return (number & SIGN) != 0;
  }

  /**
   * Multiplies.
   *
   * @param coefficient in two's complement, 14 bits
   * @param number one of these numbers
   */
  static int multiply(int coefficient, int number) {
    int magnitude = coefficient > 0 ? coefficient : -coefficient & 0x1FFF;
    int exponent = length(magnitude) - 6;
    int mantissa =
        magnitude == 0 ? ZERO : exponent >= 0 ? magnitude >> exponent : magnitude << -exponent;
    int sum = exponent + ((number >> 6) & 15) - 13;
    int product = (mantissa * (number & 63) + 48) >> 4;
    int result = sum >= 0 ? (product << sum) & 0x7FFF : product >> -sum;
    return coefficient < 0 != isNegative(number) ? -result : result;
  }

  /** Bits in a number, without leading zeros. */
  private static int length(int value) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(value);
  }
}
