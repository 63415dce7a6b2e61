// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusalDetail;
import vn.nghe.service.error.RefusedException;

/** Requests per minute as a bucket of that many tokens, which fills up evenly. */
final class RequestRate {

  private final int perMinute;
  private final Bucket bucket;

  /** A full bucket of {@code perMinute} tokens, at least 1. */
  RequestRate(int perMinute) {
    this.perMinute = perMinute;
    this.bucket =
        Bucket.builder()
            .addLimit(
                limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
            .build();
  }

  /**
   * Takes a token.
   *
   * @return what is left
   * @throws RefusedException if there is none; it tells when there will be
   */
  RefusalDetail.Allowance take() {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    RefusalDetail.Allowance allowance =
        new RefusalDetail.Allowance(
            perMinute,
            probe.getRemainingTokens(),
            Duration.ofNanos(probe.getNanosToWaitForReset()));
    if (!probe.isConsumed()) {
      throw RefusedException.of(
              ErrorCode.RATE_LIMIT_EXCEEDED,
              "These credentials allow " + perMinute + " requests per minute. Wait and try again.")
          .with(allowance)
          .withRetryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
    return allowance;
  }

  /** Whether nothing was taken lately. */
  boolean isFull() {
    return bucket.getAvailableTokens() == perMinute;
  }
}
