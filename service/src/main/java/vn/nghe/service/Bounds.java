// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.time.Duration;

/** Bounds of settings. */
final class Bounds {
  /** Longest span that counts in nanoseconds, with room to add a clock reading to it. */
  private static final Duration LONGEST = Duration.ofDays(30);

  private Bounds() {}

  static void atLeast(String key, long value, long least) {
    if (value < least) {
      throw new ConfigurationException(
          key + " is " + value + ", but must be at least " + least + ".");
    }
  }

  static void between(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new ConfigurationException(
          key + " is " + value + ", but must be from " + least + " to " + most + ".");
    }
  }

  static void positive(String key, Duration value) {
    if (!value.isPositive() || value.compareTo(LONGEST) > 0) {
      throw new ConfigurationException(
          key + " is " + value + ", but must be more than zero and at most " + LONGEST + ".");
    }
  }
}
