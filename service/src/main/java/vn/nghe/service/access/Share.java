// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.time.Duration;
import vn.nghe.service.config.Bounds;
import vn.nghe.service.config.SettingsReader;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * How much of what all callers share one of them may hold, so that none alone keeps the others out.
 *
 * @param percent of the whole
 */
public record Share(int percent) {
  private static final String KEY = "nghe.limits.share-percent";

  /** For a service with a single caller. */
  public static final Share WHOLE = new Share(100);

  public Share {
    Bounds.between(KEY, percent, 1, 100);
  }

  /** The setting {@code nghe.limits.share-percent}. */
  public static Share read(SettingsReader reader) {
    return new Share(reader.integer(KEY));
  }

  /** The most that one caller may hold of {@code whole}: at least 1. */
  public long of(long whole) {
    return Math.max(1, whole / 100 * percent + whole % 100 * percent / 100);
  }

  /** The same of things that are counted. */
  public int of(int whole) {
    return (int) of((long) whole);
  }

  /**
   * The refusal of what would exceed it.
   *
   * @param what the caller holds, in the plural
   */
  public static RefusedException exceeded(String what) {
    return RefusedException.of(
            ErrorCode.CONCURRENCY_LIMIT_EXCEEDED,
            "You hold as many " + what + " as one caller may at once. Wait for one to end.")
        .withRetryAfter(Duration.ofSeconds(1));
  }
}
