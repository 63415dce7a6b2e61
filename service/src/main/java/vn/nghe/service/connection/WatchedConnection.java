// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.http1.Http1Connection;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/**
 * Helidon's connection, whose handlers find their client's.
 *
 * @param http does all the work
 */
record WatchedConnection(Http1Connection http, ClientConnection client)
    implements ServerConnection, InterruptableTask<Void> {
  @Override
  public void handle(Limit limit) throws InterruptedException {
    client.handle(
        () -> {
          http.handle(limit);
          return null;
        });
  }

  /**
   * None: the client's connection ends those that are idle, and Helidon cannot tell them from
   * WebSockets, which have limits of their own.
   */
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    http.close(interrupt);
  }

  @Override
  public boolean canInterrupt() {
    return http.canInterrupt();
  }
}
