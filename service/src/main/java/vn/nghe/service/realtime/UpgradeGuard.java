// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import io.helidon.http.Headers;
import java.util.function.Consumer;
import vn.nghe.service.access.AccessControl;
import vn.nghe.service.access.AccessWatch;
import vn.nghe.service.access.Caller;
import vn.nghe.service.access.CallerLimits;
import vn.nghe.service.access.Scope;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.http.AllowedHosts;
import vn.nghe.service.http.AllowedOrigins;
import vn.nghe.service.http.BearerToken;

/** Decides who may open a session. No HTTP filter sees the upgrade to a WebSocket. */
public final class UpgradeGuard {
  private final AccessControl access;
  private final AllowedHosts hosts;
  private final AllowedOrigins origins;

  /**
   * Guards as the routes are guarded.
   *
   * @param hosts for which requests are answered
   * @param origins whose pages may open sessions, besides those that this service itself sends
   */
  public UpgradeGuard(AccessControl access, AllowedHosts hosts, AllowedOrigins origins) {
    this.access = access;
    this.hosts = hosts;
    this.origins = origins;
  }

  /**
   * A client that was let in.
   *
   * @param admission to be closed
   */
  record Admitted(Caller caller, CallerLimits.Admission admission) {}

  /**
   * Lets a client in.
   *
   * @param headers of the request that asks for the upgrade
   * @throws RefusedException if it may not, with what to answer
   */
  Admitted admit(Headers headers) {
    hosts.require(headers);
    origins.require(headers);
    Caller caller = access.authenticate(BearerToken.of(headers));
    access.requireScope(caller, Scope.TRANSCRIBE);
    return new Admitted(caller, access.admit(caller));
  }

  /** Watches the credentials of a client: see {@link AccessControl#watch}. */
  AccessWatch watch(Caller caller, Consumer<RefusedException> onLoss) {
    return access.watch(caller, onLoss);
  }
}
