// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import io.helidon.http.Headers;

/** Decides who may open a session. No HTTP filter sees the upgrade to a WebSocket. */
@FunctionalInterface
public interface UpgradeGuard {
  /** Lets everybody in. */
  UpgradeGuard OPEN = headers -> Admission.UNLIMITED;

  /**
   * Lets a client in, until the result is closed.
   *
   * @param headers of the request that asks for the upgrade
   * @throws vn.nghe.service.http.ApiException if it may not, with what to answer
   */
  Admission admit(Headers headers);

  /** A client that was let in. */
  interface Admission extends AutoCloseable {
    /** Of clients that nobody counts. */
    Admission UNLIMITED = seconds -> {};

    /**
     * Counts sound before it is worked on.
     *
     * @param seconds how long it is
     * @throws vn.nghe.service.http.ApiException if it is more than the client has left
     */
    void charge(double seconds);

    @Override
    default void close() {}
  }
}
