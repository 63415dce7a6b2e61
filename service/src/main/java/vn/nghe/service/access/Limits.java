// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

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
