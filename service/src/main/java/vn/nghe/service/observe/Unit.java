// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import java.util.Locale;

/** What a meter counts in, and by what to divide it for Prometheus, which has seconds and ones. */
enum Unit {
  ONE(1),
  MILLISECONDS(1e3),
  NANOSECONDS(1e9),
  MILLIONTHS(1e6);

  private final double divisor;

  Unit(double divisor) {
    this.divisor = divisor;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Unit of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** An amount of this unit in seconds or ones: the double next to the decimal number. */
  double scaled(double amount) {
    return amount / divisor;
  }
}
