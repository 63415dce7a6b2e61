// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.time.Duration;
import java.util.List;
import vn.nghe.service.http.ApiException;
import vn.nghe.service.http.ErrorCode;

/**
 * Requests per minute as a bucket of that many tokens, which fills up evenly. The headers are those
 * by which OpenAI's API tells clients how much is left.
 */
final class RequestRate {
  private static final HeaderName LIMIT = HeaderNames.create("x-ratelimit-limit-requests");
  private static final HeaderName REMAINING = HeaderNames.create("x-ratelimit-remaining-requests");
  private static final HeaderName RESET = HeaderNames.create("x-ratelimit-reset-requests");

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
   * @return the headers that tell what is left
   * @throws ApiException with the same headers if there is none
   */
  List<Header> take() {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    List<Header> headers =
        List.of(
            HeaderValues.create(LIMIT, perMinute),
            HeaderValues.create(REMAINING, probe.getRemainingTokens()),
            HeaderValues.create(RESET, span(Duration.ofNanos(probe.getNanosToWaitForReset()))));
    if (probe.isConsumed()) {
      return headers;
    }
    Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
    throw ApiException.of(
            ErrorCode.RATE_LIMIT_EXCEEDED,
            "These credentials allow " + perMinute + " requests per minute. Wait and try again.")
        .with(headers.toArray(Header[]::new))
        .with(HeaderValues.create(HeaderNames.RETRY_AFTER, wholeSeconds(wait)));
  }

  /** Whether nothing was taken lately. */
  boolean isFull() {
    return bucket.getAvailableTokens() == perMinute;
  }

  /** Seconds, rounded up: who comes back by then finds a token. */
  private static long wholeSeconds(Duration wait) {
    return wait.plusSeconds(1).minusNanos(1).toSeconds();
  }

  /** As OpenAI writes spans: {@code 120ms}, {@code 1.5s}, {@code 6m0s}. */
  static String span(Duration span) {
    long millis = span.plusMillis(1).minusNanos(1).toMillis();
    if (millis < 1000) {
      return millis + "ms";
    }
    String seconds = trimmed(millis % 60_000) + "s";
    return millis < 60_000 ? seconds : millis / 60_000 + "m" + seconds;
  }

  private static String trimmed(long millis) {
    String rest = "%03d".formatted(millis % 1000).replaceAll("0+$", "");
    return millis / 1000 + (rest.isEmpty() ? "" : "." + rest);
  }
}
