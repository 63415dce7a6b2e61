// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Tells on which day audio is counted: that of the clock, in UTC, but no clock that went wrong
 * gives anybody fresh minutes. A clock that leaps ahead begins a new month, and finds the old one
 * as it was when it is set right. A clock that falls back to a month in which nothing was counted
 * is not followed: the newest day that was counted goes on. Not thread-safe.
 */
final class UsageCalendar {
  private static final System.Logger LOG = System.getLogger(UsageCalendar.class.getName());

  /** More than clocks are corrected by, and less than a day, on which quotas depend. */
  private static final Duration LEAP = Duration.ofHours(1);

  private final InstantSource clock;
  private final LongSupplier nanoseconds;
  private final TreeSet<YearMonth> counted = new TreeSet<>();
  private LocalDate newest = LocalDate.MIN;
  private Instant seen;
  private long seenAt;
  private long leaps;
  private boolean refusing;

  /**
   * Begins with nothing counted.
   *
   * @param nanoseconds a clock that never leaps, such as {@link System#nanoTime}
   */
  UsageCalendar(InstantSource clock, LongSupplier nanoseconds) {
    this.clock = clock;
    this.nanoseconds = nanoseconds;
    this.seen = clock.instant();
    this.seenAt = nanoseconds.getAsLong();
  }

  /** Notes that something was counted on a day. */
  void count(LocalDate day) {
    counted.add(YearMonth.from(day));
    if (day.isAfter(newest)) {
      newest = day;
    }
  }

  /** The day to count on. */
  LocalDate today() {
    Instant now = clock.instant();
    noticeLeap(now);
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    boolean refused = day.isBefore(newest) && !counted.contains(YearMonth.from(day));
    if (refused && !refusing) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the clock says {0}, but audio was counted on {1} already: audio is counted on that day"
              + " until the clock is past it. Set the clock; if it was wrong before, remove the"
              + " lines of days to come from the file of used audio while the service is stopped.",
          day,
          newest);
    }
    refusing = refused;
    return refused ? newest : day;
  }

  /** Not for what is counted, only to tell the operator. */
  private void noticeLeap(Instant now) {
    long at = nanoseconds.getAsLong();
    Duration leap = Duration.between(seen.plusNanos(at - seenAt), now);
    seen = now;
    seenAt = at;
    if (leap.abs().compareTo(LEAP) > 0) {
      leaps++;
      LOG.log(
          System.Logger.Level.WARNING,
          "the clock leapt by {0} h to {1}; audio is counted by it",
          leap.toHours(),
          now);
    }
  }

  /** How often the clock leapt by more than an hour. */
  long leaps() {
    return leaps;
  }

  /** How many days the clock is behind the newest day that was counted; normally zero. */
  long daysBehind() {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return newest.isAfter(day) ? ChronoUnit.DAYS.between(day, newest) : 0;
  }
}
