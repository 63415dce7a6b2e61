// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long a queue is expected to take, by how long the clips before took. For one thread. */
final class WaitEstimate {
  /** The weight of the last clip in the mean. */
  private static final double NEWEST = 0.125;

  /** In seconds; a queue may move faster than expected. */
  private static final long LONGEST = 60;

  private double meanSeconds;

  /** Notes how long a clip was worked on. */
  void took(Duration worked) {
    double seconds = (double) worked.toNanos() / TimeUnit.SECONDS.toNanos(1);
    meanSeconds += (seconds - meanSeconds) * (meanSeconds == 0 ? 1 : NEWEST);
  }

  /** What to put in {@code Retry-After}: whole seconds, from 1 to {@value #LONGEST}. */
  long seconds(int clips, int workers) {
    return Math.clamp((long) Math.ceil(meanSeconds * clips / workers), 1, LONGEST);
  }
}
