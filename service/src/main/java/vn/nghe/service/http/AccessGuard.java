// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.Set;
import vn.nghe.service.access.AccessControl;
import vn.nghe.service.access.Caller;
import vn.nghe.service.access.CallerLimits;
import vn.nghe.service.access.Scope;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.observe.LogFields;

/**
 * Stands in front of the routes. As a filter it finds out who sends a request, whatever the path,
 * and notes the {@link Caller} in the {@link RequestState}; {@link #admit} and {@link #require}
 * make a route ask for a scope.
 */
public final class AccessGuard implements Filter {
  private final AccessControl access;
  private final Set<String> open;
  private final Errors errors;

  /**
   * Guards everything but some paths.
   *
   * @param open the paths, spelt exactly so, that anybody may ask for
   */
  public AccessGuard(AccessControl access, Set<String> open, Errors errors) {
    this.access = access;
    this.open = Set.copyOf(open);
    this.errors = errors;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (open.contains(request.path().path())) {
      chain.proceed();
      return;
    }
    Caller caller;
    try {
      caller = access.authenticate(BearerToken.of(request.headers()));
    } catch (RefusedException e) {
      // Thrown from here it would pass by the filters around this one.
      errors.refuse(request, response, e);
      return;
    }
    RequestState.of(request).identified(caller);
    LogFields.with(Map.of("user.id", caller.id()), chain::proceed);
  }

  /** Lets {@code handler} see requests of callers with {@code scope} only. */
  public Handler require(Scope scope, Handler handler) {
    return (request, response) -> {
      requireScope(request, scope);
      handler.handle(request, response);
    };
  }

  /**
   * Lets {@code handler} see requests of callers with {@code scope} only, within their limits. It
   * finds the meter of the caller's audio in the {@link RequestState}.
   */
  public Handler admit(Scope scope, Handler handler) {
    return (request, response) -> {
      Caller caller = requireScope(request, scope);
      CallerLimits.Admission admission = access.admit(caller);
      try (admission) {
        AnswerHeaders.tell(response, admission.allowance());
        RequestState.of(request).metered(admission.meter());
        handler.handle(request, response);
      } catch (RefusedException e) {
        access.count(e);
        throw e;
      }
    };
  }

  private Caller requireScope(ServerRequest request, Scope scope) {
    // A path that is open has no caller, and then it must have no guarded route either.
    Caller caller = RequestState.of(request).caller();
    access.requireScope(caller, scope);
    return caller;
  }
}
