// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import io.helidon.http.BadRequestException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.ServerRequestHeaders;
import java.util.Optional;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/** What the headers of a request say of the form of its body. */
final class BodyType {
  private BodyType() {}

  /**
   * Checks that a body is of a type, and not compressed.
   *
   * @param wanted such as {@code application/json}, in small letters
   * @return the type that the headers name, with its parameters
   * @throws RefusedException if it is of another type or encoded
   */
  static HttpMediaType require(ServerRequestHeaders headers, String wanted) {
    requirePlain(headers);
    Optional<HttpMediaType> type;
    try {
      type = headers.contentType();
    } catch (IllegalArgumentException | BadRequestException _) {
      type = Optional.empty();
    }
    // Types are case-insensitive (RFC 9110 section 8.3.1).
    return type.filter(it -> (it.type() + "/" + it.subtype()).equalsIgnoreCase(wanted))
        .orElseThrow(() -> unsupported("Content-Type must be " + wanted + "."));
  }

  private static void requirePlain(ServerRequestHeaders headers) {
    if (headers.contains(HeaderNames.CONTENT_ENCODING)
        && !headers.get(HeaderNames.CONTENT_ENCODING).allValues().stream()
            .allMatch("identity"::equalsIgnoreCase)) {
      throw unsupported("Content-Encoding must be identity or absent; send the body uncompressed.");
    }
  }

  private static RefusedException unsupported(String message) {
    return RefusedException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, message);
  }
}
