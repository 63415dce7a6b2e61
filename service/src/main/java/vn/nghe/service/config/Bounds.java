// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.config;

import java.time.Duration;

/** Checks settings against their bounds, with errors that name the key. */
public final class Bounds {
  /** Longest span that counts in nanoseconds, with room to add a clock reading to it. */
  private static final Duration LONGEST = Duration.ofDays(30);

  private Bounds() {}

  /** Refuses a number below {@code least}. */
  public static void atLeast(String key, long value, long least) {
    if (value < least) {
      throw new ConfigurationException(
          key + " is " + value + ", but must be at least " + least + ".");
    }
  }

  /** Refuses a number outside of a range, whose ends belong to it. */
  public static void between(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new ConfigurationException(
          key + " is " + value + ", but must be from " + least + " to " + most + ".");
    }
  }

  /** Refuses a span that is not positive, or longer than clocks of nanoseconds can count. */
  public static void positive(String key, Duration value) {
    if (!value.isPositive() || value.compareTo(LONGEST) > 0) {
      throw new ConfigurationException(
          key + " is " + value + ", but must be more than zero and at most " + LONGEST + ".");
    }
  }
}
