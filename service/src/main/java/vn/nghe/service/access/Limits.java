// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.config.SettingsReader;

/**
 * What one caller may use. 0 stands for no limit.
 *
 * @param requestsPerMinute requests in a row, and then per minute
 * @param concurrency requests at once
 * @param audioMinutesPerDay minutes of audio in a day of UTC
 * @param audioMinutesPerMonth minutes of audio in a calendar month of UTC
 */
public record Limits(
    int requestsPerMinute, int concurrency, int audioMinutesPerDay, int audioMinutesPerMonth) {
  private static final String KEYS = "nghe.limits.";

  /** No limit at all. */
  public static final Limits NONE = new Limits(0, 0, 0, 0);

  /**
   * Checks that none is negative.
   *
   * @throws IllegalArgumentException if one is
   */
  public Limits {
    requireNoneNegative("requests-per-minute", requestsPerMinute);
    requireNoneNegative("concurrency", concurrency);
    requireNoneNegative("audio-minutes-per-day", audioMinutesPerDay);
    requireNoneNegative("audio-minutes-per-month", audioMinutesPerMonth);
  }

  /** The settings below {@code nghe.limits}. */
  static Limits read(SettingsReader reader) {
    try {
      return new Limits(
          reader.integer(KEYS + "requests-per-minute"),
          reader.integer(KEYS + "concurrency"),
          reader.integer(KEYS + "audio-minutes-per-day"),
          reader.integer(KEYS + "audio-minutes-per-month"));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(KEYS + e.getMessage() + ".", e);
    }
  }

  private static void requireNoneNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but must be 0, for no limit, or more");
    }
  }

  /** Whether minutes of audio are counted. */
  boolean meterAudio() {
    return audioMinutesPerDay > 0 || audioMinutesPerMonth > 0;
  }
}
