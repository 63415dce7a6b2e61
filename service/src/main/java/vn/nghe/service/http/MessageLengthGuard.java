// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * Refuses requests whose length can be read in two ways, before anything reads their body. A proxy
 * that reads it the other way would take a part of the body for somebody else's request (RFC 9112
 * section 6.3, "request smuggling").
 */
public final class MessageLengthGuard implements Filter {
  private final Replies replies;
  private final Errors errors;

  public MessageLengthGuard(Replies replies, Errors errors) {
    this.replies = replies;
    this.errors = errors;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    replies.prepare(response);
    String fault = faultOf(request.headers());
    if (fault.isEmpty()) {
      chain.proceed();
    } else {
      // Thrown from here it would pass by the filters around this one.
      errors.refuse(request, response, RefusedException.of(ErrorCode.MALFORMED_REQUEST, fault));
    }
  }

  private static String faultOf(ServerRequestHeaders headers) {
    boolean encoded = headers.contains(HeaderNames.TRANSFER_ENCODING);
    if (encoded && !headers.contains(HeaderValues.TRANSFER_ENCODING_CHUNKED)) {
      return "Transfer-Encoding must be chunked or absent.";
    }
    if (!headers.contains(HeaderNames.CONTENT_LENGTH)) {
      return "";
    }
    if (encoded) {
      return "A request must not have both Content-Length and Transfer-Encoding.";
    }
    boolean oneNumber =
        headers.get(HeaderNames.CONTENT_LENGTH).allValues().size() == 1
            && headers.get(HeaderNames.CONTENT_LENGTH).get().chars().allMatch(Character::isDigit);
    return oneNumber ? "" : "Content-Length must be one whole number, zero or more.";
  }
}
