// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets pages of some origins use the service from a browser (the Fetch standard, "CORS protocol").
 * A filter before all others that answer, since Helidon's own module is a route: the answers of
 * filters, a 401 among them, would reach no page, and a preflight, which has no credentials, would
 * not reach the module.
 */
public final class Cors implements Filter {
  private static final String METHODS = "GET, POST";
  private static final Set<String> HEADERS =
      Set.of(
          "authorization", "content-type", "x-request-id", "openai-organization", "openai-project");

  /** OpenAI's client for browsers sends half a dozen headers that describe it. */
  private static final String CLIENTS_OWN = "x-stainless-";

  private static final String EXPOSED =
      "Retry-After, WWW-Authenticate, X-Request-Id, x-ratelimit-limit-requests,"
          + " x-ratelimit-remaining-requests, x-ratelimit-reset-requests, x-should-retry";

  /** How long browsers may remember, in seconds: as long as an operator may wait for a change. */
  private static final int MAX_AGE = 600;

  private final AllowedOrigins origins;
  private final Errors errors;

  public Cors(AllowedOrigins origins, Errors errors) {
    this.origins = origins;
    this.errors = errors;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    response.header(HeaderNames.VARY, "Origin");
    Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
    boolean permitted = origin.filter(origins::permit).isPresent();
    if (permitted) {
      response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin.get());
      response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
    if (origin.isEmpty() || !isPreflight(request)) {
      chain.proceed();
    } else if (permitted) {
      response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
      response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, allowedOf(request));
      response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, Integer.toString(MAX_AGE));
      response.status(Status.NO_CONTENT_204).send();
    } else {
      errors.refuse(request, response, AllowedOrigins.refusal());
    }
  }

  private static boolean isPreflight(RoutingRequest request) {
    return request.prologue().method().equals(Method.OPTIONS)
        && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private static String allowedOf(RoutingRequest request) {
    Stream<String> clients =
        Stream.of(
                request
                    .headers()
                    .first(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)
                    .orElse("")
                    .toLowerCase(Locale.ROOT)
                    .split(",", -1))
            .map(String::strip)
            .filter(name -> name.matches(CLIENTS_OWN + "[a-z-]+"));
    return Stream.concat(HEADERS.stream().sorted(), clients).collect(Collectors.joining(", "));
  }
}
