// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusalDetail;
import vn.nghe.service.error.RefusedException;

/** Makes headers of what an answer has to tell beside its body. */
public final class AnswerHeaders {
  private static final HeaderName LIMIT = HeaderNames.create("x-ratelimit-limit-requests");
  private static final HeaderName REMAINING = HeaderNames.create("x-ratelimit-remaining-requests");
  private static final HeaderName RESET = HeaderNames.create("x-ratelimit-reset-requests");

  /** OpenAI's clients send a request with status 429 again by themselves unless told not to. */
  private static final Header NO_RETRY = HeaderValues.createCached("x-should-retry", "false");

  private static final Header WEBSOCKET = HeaderValues.createCached("Upgrade", "websocket");

  /** For a temporary failure whose end nobody can tell. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private AnswerHeaders() {}

  /** Tells a client how many requests it has left, where its requests are counted. */
  public static void tell(ServerResponse response, Optional<RefusalDetail.Allowance> allowance) {
    allowance.ifPresent(detail -> of(detail).forEach(response::header));
  }

  /** The headers of a refusal. */
  static List<Header> of(RefusedException e) {
    List<Header> headers = new ArrayList<>();
    e.detail().ifPresent(detail -> headers.addAll(of(detail)));
    e.retryAfter()
        .or(() -> e.code().isTemporary() ? Optional.of(SOON) : Optional.empty())
        .map(AnswerHeaders::wholeSeconds)
        .map(seconds -> HeaderValues.create(HeaderNames.RETRY_AFTER, seconds))
        .ifPresent(headers::add);
    if (e.code() == ErrorCode.INSUFFICIENT_QUOTA) {
      headers.add(NO_RETRY);
    }
    if (e.code() == ErrorCode.UPGRADE_REQUIRED) {
      headers.add(WEBSOCKET);
    }
    return headers;
  }

  /** The headers of a detail; an allowance has those by which OpenAI's API tells it. */
  static List<Header> of(RefusalDetail detail) {
    return switch (detail) {
      case RefusalDetail.Allowance(int limit, long remaining, Duration reset) ->
          List.of(
              HeaderValues.create(LIMIT, limit),
              HeaderValues.create(REMAINING, remaining),
              HeaderValues.create(RESET, span(reset)));
      case RefusalDetail.AllowedMethods(String methods) ->
          List.of(HeaderValues.create(HeaderNames.ALLOW, methods));
      case RefusalDetail.MissingScope(String scope) ->
          List.of(challenge(", error=\"insufficient_scope\", scope=\"" + scope + "\""));
      case RefusalDetail.Credentials fault ->
          List.of(
              challenge(
                  switch (fault) {
                    case MISSING -> "";
                    case MALFORMED -> ", error=\"invalid_request\"";
                    case INVALID -> ", error=\"invalid_token\"";
                  }));
    };
  }

  /** RFC 6750 section 3; without credentials the challenge stands alone. */
  private static Header challenge(String more) {
    return HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"nghe\"" + more);
  }

  /** Rounded up, so that a client that waits as long as it is told does not come too early. */
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
