// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.gsm;

/** The 16-bit operations that the standard defines (ETSI EN 300 961, section 5.1). */
final class Arithmetic {
  private Arithmetic() {}

  /** Fits a sum into 16 bits. */
  static int saturate(int value) {
    return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  /** Product of two fractions, rounded. */
  static int multiply(int a, int b) {
    return saturate((a * b + (1 << 14)) >> 15);
  }
}
