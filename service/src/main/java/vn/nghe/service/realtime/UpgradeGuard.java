// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Optional;
import java.util.function.Consumer;
import vn.nghe.service.access.Authenticator;
import vn.nghe.service.access.Caller;
import vn.nghe.service.access.CallerLimits;
import vn.nghe.service.access.Denial;
import vn.nghe.service.access.Scope;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.http.AllowedOrigins;
import vn.nghe.service.http.BearerToken;

/** Decides who may open a session. No HTTP filter sees the upgrade to a WebSocket. */
public final class UpgradeGuard {
  private final Authenticator authenticator;
  private final CallerLimits limits;
  private final AllowedOrigins origins;
  private final Consumer<Denial> refused;

  /**
   * Guards as the routes are guarded.
   *
   * @param origins whose pages may open sessions, besides those that this service itself sends
   * @param refused is told of every refusal
   */
  public UpgradeGuard(
      Authenticator authenticator,
      CallerLimits limits,
      AllowedOrigins origins,
      Consumer<Denial> refused) {
    this.authenticator = authenticator;
    this.limits = limits;
    this.origins = origins;
    this.refused = refused;
  }

  /**
   * Lets a client in, until the result is closed.
   *
   * @param headers of the request that asks for the upgrade
   * @throws RefusedException if it may not, with what to answer
   */
  CallerLimits.Admission admit(Headers headers) {
    requireOrigin(headers);
    Caller caller = authenticator.authenticate(BearerToken.of(headers));
    Denial.requireScope(caller, Scope.TRANSCRIBE, refused);
    try {
      return limits.admit(caller.id(), caller.limits());
    } catch (RefusedException e) {
      Denial.of(e.code()).ifPresent(refused);
      throw e;
    }
  }

  /**
   * Browsers let any page open a WebSocket to anywhere, and leave it to the server to look at where
   * the page is from (RFC 6455, section 10.2).
   */
  private void requireOrigin(Headers headers) {
    Optional<String> origin = headers.first(HeaderNames.ORIGIN);
    if (origin.isPresent() && !isOwn(origin.get(), headers) && !origins.permit(origin.get())) {
      throw AllowedOrigins.refusal();
    }
  }

  private static boolean isOwn(String origin, Headers headers) {
    String host = headers.first(HeaderNames.HOST).orElse("");
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }
}
