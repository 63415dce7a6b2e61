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
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/** Turns whatever a handler throws into an answer, once for all routes. */
public final class Errors {
  private static final System.Logger LOG = System.getLogger(Errors.class.getName());

  private final Replies replies;

  public Errors(Replies replies) {
    this.replies = replies;
  }

  /** Registers the handlers; what happens below the routes is left to {@link TransportErrors}. */
  public void register(HttpRouting.Builder routing) {
    routing
        .error(RefusedException.class, this::refuse)
        .error(HttpException.class, this::translate)
        .error(
            DataReader.InsufficientDataAvailableException.class,
            (request, response, e) -> truncated(request, response))
        .error(Throwable.class, this::fail);
  }

  /** The error code that an exception out of a handler will be answered with. */
  public static Optional<ErrorCode> codeOf(RuntimeException e) {
    return switch (e) {
      case RefusedException refusal -> Optional.of(refusal.code());
      case RequestException broken -> Optional.of(TransportErrors.codeOf(broken.status()));
      case DataReader.InsufficientDataAvailableException _ -> Optional.of(ErrorCode.BODY_TRUNCATED);
      case ServerConnectionException _ -> Optional.empty();
      default -> Optional.of(ErrorCode.INTERNAL_ERROR);
    };
  }

  /** Answers a request that is refused. */
  public void refuse(ServerRequest request, ServerResponse response, RefusedException e) {
    RequestState.of(request).refused(e.code());
    response.status(ErrorStatus.of(e.code()));
    AnswerHeaders.of(e).forEach(response::header);
    if (mustClose(request, e.code())) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    replies.send(response, Replies.JSON, ErrorBody.of(e));
  }

  /** Exceptions of Helidon itself; their messages may quote internals. */
  private void translate(ServerRequest request, ServerResponse response, HttpException e) {
    ErrorCode code = TransportErrors.codeOf(e.status());
    if (code == ErrorCode.INTERNAL_ERROR) {
      fail(request, response, e);
    } else {
      refuse(request, response, TransportErrors.refusalOf(code));
    }
  }

  private void truncated(ServerRequest request, ServerResponse response) {
    refuse(
        request,
        response,
        RefusedException.of(
            ErrorCode.BODY_TRUNCATED,
            "The request body ended before its announced end. Send it again, whole."));
  }

  private void fail(ServerRequest request, ServerResponse response, Throwable e) {
    LOG.log(System.Logger.Level.ERROR, "request failed", e);
    refuse(request, response, TransportErrors.refusalOf(ErrorCode.INTERNAL_ERROR));
  }

  /**
   * After the answer the server reads the rest of the body away, to find the next request behind
   * it. It must not where nobody knows how long the body is, where the body may never come, where
   * its sender has proved slow or has no right to send, or where a chunk of any size would be held
   * in memory for nothing.
   */
  private static boolean mustClose(ServerRequest request, ErrorCode code) {
    if (leavesBodyUnreadable(code)) {
      return true;
    }
    return request.content().hasEntity()
        && !request.content().consumed()
        && (code.isOfCaller()
            || awaitsContinue(request)
            || request.headers().contains(HeaderNames.TRANSFER_ENCODING));
  }

  /** Whether the rest of the body can no longer be read, or nobody knows where it ends. */
  static boolean leavesBodyUnreadable(ErrorCode code) {
    return code == ErrorCode.MALFORMED_REQUEST
        || code == ErrorCode.BODY_TRUNCATED
        || code == ErrorCode.UPLOAD_TIMEOUT;
  }

  /** Whether the client will send its body only when it is told to, and has not been. */
  static boolean awaitsContinue(ServerRequest request) {
    return request.headers().contains(HeaderValues.EXPECT_100)
        && request instanceof RoutingRequest routed
        && !routed.continueSent();
  }
}
