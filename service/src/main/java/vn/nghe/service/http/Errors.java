// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Turns whatever a handler throws into an answer, once for all routes. */
public final class Errors {
  private static final System.Logger LOG = System.getLogger(Errors.class.getName());

  /** Where nobody knows better, in seconds. */
  static final String RETRY_AFTER = "1";

  private final Replies replies;

  public Errors(Replies replies) {
    this.replies = replies;
  }

  /** Registers the handlers; what happens below the routes is left to {@link TransportErrors}. */
  public void register(HttpRouting.Builder routing) {
    routing
        .error(ApiException.class, this::refuse)
        .error(HttpException.class, this::translate)
        .error(
            DataReader.InsufficientDataAvailableException.class,
            (request, response, e) -> truncated(request, response))
        .error(Throwable.class, this::fail);
  }

  /** The error code that an exception out of a handler will be answered with. */
  public static Optional<ErrorCode> codeOf(RuntimeException e) {
    return switch (e) {
      case ApiException refusal -> Optional.of(refusal.code());
      case RequestException broken -> Optional.of(TransportErrors.codeOf(broken.status()));
      case DataReader.InsufficientDataAvailableException _ -> Optional.of(ErrorCode.BODY_TRUNCATED);
      case ServerConnectionException _ -> Optional.empty();
      default -> Optional.of(ErrorCode.INTERNAL_ERROR);
    };
  }

  /** Answers a request that is refused. */
  public void refuse(ServerRequest request, ServerResponse response, ApiException e) {
    e.headers().forEach(response::header);
    send(request, response, e.code(), e.parameter(), e.getMessage());
  }

  /** Exceptions of Helidon itself; their messages may quote internals. */
  private void translate(ServerRequest request, ServerResponse response, HttpException e) {
    ErrorCode code = TransportErrors.codeOf(e.status());
    if (code == ErrorCode.INTERNAL_ERROR) {
      fail(request, response, e);
      return;
    }
    send(request, response, code, Optional.empty(), TransportErrors.messageOf(code));
  }

  private void truncated(ServerRequest request, ServerResponse response) {
    send(
        request,
        response,
        ErrorCode.BODY_TRUNCATED,
        Optional.empty(),
        "The request body ended before its announced end. Send it again, whole.");
  }

  private void fail(ServerRequest request, ServerResponse response, Throwable e) {
    LOG.log(System.Logger.Level.ERROR, "request failed", e);
    send(
        request,
        response,
        ErrorCode.INTERNAL_ERROR,
        Optional.empty(),
        TransportErrors.messageOf(ErrorCode.INTERNAL_ERROR));
  }

  private void send(
      ServerRequest request,
      ServerResponse response,
      ErrorCode code,
      Optional<String> parameter,
      String message) {
    request.context().register(code);
    response.status(code.status());
    if (code.passes() && !response.headers().contains(HeaderNames.RETRY_AFTER)) {
      response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER);
    }
    if (code == ErrorCode.UPGRADE_REQUIRED) {
      response.header(HeaderNames.UPGRADE, "websocket");
    }
    if (mustClose(request, code)) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    replies.send(response, Replies.JSON, ErrorBody.of(code, parameter, message));
  }

  /**
   * After the answer the server reads the rest of the body away, to find the next request behind
   * it. It must not where nobody knows how long the body is, where the body may never come, where
   * its sender has proved slow or has no right to send, or where a chunk of any size would be held
   * in memory for nothing.
   */
  private static boolean mustClose(ServerRequest request, ErrorCode code) {
    if (code.leavesBodyUnreadable()) {
      return true;
    }
    return request.content().hasEntity()
        && !request.content().consumed()
        && (code.isOfSender()
            || awaitsContinue(request)
            || request.headers().contains(HeaderNames.TRANSFER_ENCODING));
  }

  /** Whether the client will send its body only when it is told to, and has not been. */
  static boolean awaitsContinue(ServerRequest request) {
    return request.headers().contains(HeaderValues.EXPECT_100)
        && request instanceof RoutingRequest routed
        && !routed.continueSent();
  }
}
