// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Set;
import vn.nghe.service.error.RefusedException;

/**
 * Keeps out pages of strangers that a browser has open: requests for another host, and requests
 * that change or cost something from another origin. What a {@code GET} answers no such page can
 * read ({@link Cors}).
 */
public final class PageGuard implements Filter {
  private static final Set<Method> HARMLESS = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);

  private final AllowedHosts hosts;
  private final AllowedOrigins origins;
  private final Errors errors;

  /**
   * @param hosts for which requests are answered
   * @param origins whose pages may send them, besides those that this service itself sends
   */
  public PageGuard(AllowedHosts hosts, AllowedOrigins origins, Errors errors) {
    this.hosts = hosts;
    this.origins = origins;
    this.errors = errors;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    try {
      hosts.require(request.headers());
      if (!HARMLESS.contains(request.prologue().method())) {
        origins.require(request.headers());
      }
    } catch (RefusedException e) {
      // Thrown from here it would pass by the filters around this one.
      errors.refuse(request, response, e);
      return;
    }
    chain.proceed();
  }
}
