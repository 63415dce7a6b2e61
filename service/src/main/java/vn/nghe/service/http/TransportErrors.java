// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * Answers requests that are broken or refused below the level of routes, in the same form as all
 * others.
 */
public final class TransportErrors {
  private TransportErrors() {}

  /**
   * Handlers for every event that Helidon answers by itself.
   *
   * @param peer the address of the client whose request the calling thread handles
   */
  public static DirectHandlers handlers(Supplier<String> peer) {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
      handlers.addHandler(event, new Answers(peer));
    }
    return handlers.build();
  }

  /** A refusal where there is no route to throw an {@link RefusedException} from. */
  public static RequestException refusal(RefusedException e) {
    return refusal(new Refused(e, "", ""));
  }

  /**
   * The same for a request that asks for another protocol.
   *
   * @param prologue its first line, for the log
   */
  public static RequestException refusal(RefusedException e, HttpPrologue prologue) {
    return refusal(new Refused(e, prologue.method().text(), prologue.uriPath().rawPath()));
  }

  private static RequestException refusal(Refused request) {
    return RequestException.builder()
        .type(DirectHandler.EventType.OTHER)
        .status(ErrorStatus.of(request.refusal().code()))
        .setKeepAlive(false)
        .request(request)
        .cause(request.refusal())
        .build();
  }

  /**
   * A request that was refused. Helidon hands a handler the request of an exception and not the
   * exception itself.
   *
   * @param method empty where it is not known, as is the path
   */
  private record Refused(RefusedException refusal, String method, String path)
      implements DirectHandler.TransportRequest {
    @Override
    public String protocolVersion() {
      return "";
    }

    @Override
    public ServerRequestHeaders headers() {
      return ServerRequestHeaders.create();
    }
  }

  /** Our own refusals as they are, and Helidon's in our words; each is logged. */
  private record Answers(Supplier<String> peer) implements DirectHandler {
    @Override
    public TransportResponse handle(
        TransportRequest request,
        EventType event,
        Status status,
        ServerResponseHeaders headers,
        String message) {
      if (request instanceof Refused refused) {
        return answer(request, headers, refused.refusal());
      }
      RefusedException refusal = refusalOf(codeOf(status));
      return answer(
          request,
          headers,
          refusal.code() == ErrorCode.MALFORMED_REQUEST
              ? RefusedException.of(
                  refusal.code(), HelidonRefusal.messageOf(request, message, refusal.getMessage()))
              : refusal);
    }

    private TransportResponse answer(
        TransportRequest request, ServerResponseHeaders headers, RefusedException e) {
      byte[] body = ErrorBody.of(e);
      AnswerHeaders.of(e).forEach(headers::set);
      String id = RequestLog.refused(peer.get(), request, e.code(), body.length);
      return TransportResponse.builder()
          .status(ErrorStatus.of(e.code()))
          .headers(headers)
          .header(Replies.NO_SNIFF)
          .header(RequestLog.REQUEST_ID, id)
          .header(HeaderNames.CONTENT_TYPE, Replies.JSON)
          .entity(body)
          .build();
    }
  }

  /** The whole answer to a connection that is refused before a request can be read from it. */
  public static byte[] noRoom() {
    RefusedException refusal = refusalOf(ErrorCode.QUEUE_FULL);
    byte[] body = ErrorBody.of(refusal);
    StringBuilder head = new StringBuilder("HTTP/1.1 503 Service Unavailable\r\n");
    List<Header> headers = new ArrayList<>(AnswerHeaders.of(refusal));
    headers.add(Replies.NO_SNIFF);
    headers.add(HeaderValues.CONNECTION_CLOSE);
    headers.add(HeaderValues.create(HeaderNames.CONTENT_TYPE, Replies.JSON));
    headers.add(HeaderValues.create(HeaderNames.CONTENT_LENGTH, body.length));
    headers.forEach(
        header -> head.append(header.name()).append(": ").append(header.get()).append("\r\n"));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    answer.writeBytes(body);
    return answer.toByteArray();
  }

  /** The refusal of what Helidon refuses, in our words. */
  static RefusedException refusalOf(ErrorCode code) {
    return RefusedException.of(code, messageOf(code));
  }

  static ErrorCode codeOf(Status status) {
    return switch (status.code()) {
      case 404 -> ErrorCode.NOT_FOUND;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 413 -> ErrorCode.BODY_TOO_LARGE;
      case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
      // A transfer coding and a version that the server does not know.
      case 501, 505 -> ErrorCode.MALFORMED_REQUEST;
      case 503 -> ErrorCode.QUEUE_FULL;
      default -> status.code() < 500 ? ErrorCode.MALFORMED_REQUEST : ErrorCode.INTERNAL_ERROR;
    };
  }

  private static String messageOf(ErrorCode code) {
    return switch (code) {
      case NOT_FOUND -> "There is nothing at this path. The API begins at /v1.";
      case METHOD_NOT_ALLOWED -> "This path does not answer this method.";
      case BODY_TOO_LARGE -> "The request body is larger than this service accepts.";
      case UNSUPPORTED_MEDIA_TYPE -> "This path does not take a body of this type.";
      case QUEUE_FULL -> "The service is at its limit. Try again a little later.";
      case MALFORMED_REQUEST -> "The request is not well-formed HTTP/1.1.";
      default -> "The service failed to answer; the fault is not in the request.";
    };
  }
}
