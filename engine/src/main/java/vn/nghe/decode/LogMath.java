// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

/** Sums of probabilities that are given as natural logarithms. */
final class LogMath {
  /** The logarithm of nothing. */
  static final double ZERO = Double.NEGATIVE_INFINITY;

  /** Beyond this difference the smaller one is less than half a unit in the last place: ln 2^53. */
  private static final double NEGLIGIBLE = 53 * Math.log(2);

  private LogMath() {}

  /** The logarithm of the sum of two probabilities. */
  static double add(double a, double b) {
    double larger = Math.max(a, b);
    double difference = larger - Math.min(a, b);
    // Also where both are zero, whose difference is not a number.
    return difference < NEGLIGIBLE ? larger + Math.log1p(Math.exp(-difference)) : larger;
  }
}
