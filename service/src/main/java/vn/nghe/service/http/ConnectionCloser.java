// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;

/**
 * Closes the connection after an answer that says so. Helidon leaves it to the client, and goes on
 * to read: what was left of a refused body would then be taken for the next request.
 */
public final class ConnectionCloser implements Filter {
  /**
   * How long a body may go on after its answer. Closing with bytes unread resets the connection,
   * and a client that is still sending may then never see the answer.
   */
  private static final Duration LINGER = Duration.ofSeconds(2);

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    chain.proceed();
    if (response.isSent() && response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
      if (hasMoreToRead(request)) {
        linger(request);
      }
      throw new CloseConnectionException("the answer announced it");
    }
  }

  /** Chunks are left unread: the server would hold each whole, for nothing. */
  private static boolean hasMoreToRead(RoutingRequest request) {
    return !request.content().consumed()
        && !request.headers().contains(HeaderNames.TRANSFER_ENCODING)
        && !Errors.awaitsContinue(request)
        && RequestState.of(request).refusal().filter(Errors::leavesBodyUnreadable).isEmpty();
  }

  private static void linger(RoutingRequest request) {
    Thread reader = Thread.ofVirtual().name("linger").start(() -> throwAway(request));
    try {
      // A reader that is still at it ends with the connection.
      reader.join(LINGER);
    } catch (InterruptedException _) {
      // The server has no more patience; nor has this.
    }
  }

  private static void throwAway(RoutingRequest request) {
    try {
      request.content().consume();
    } catch (RuntimeException _) {
      // The client has left, as it may: it has its answer.
    }
  }
}
