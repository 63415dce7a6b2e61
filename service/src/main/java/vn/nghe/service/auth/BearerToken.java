// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.auth;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the credentials among the headers of a request. */
final class BearerToken {
  private static final String SCHEME = "Bearer ";

  /**
   * How OpenAI's clients send a key from a browser, which cannot set headers on a WebSocket: as one
   * of the subprotocols that it offers.
   */
  private static final String SUBPROTOCOL = "openai-insecure-api-key.";

  private static final HeaderName OFFERED = HeaderNames.create("Sec-WebSocket-Protocol");

  /** In characters; tokens with long lists of groups have a few thousand. */
  private static final int LONGEST = 8 * 1024;

  private BearerToken() {}

  /**
   * The token of RFC 6750, or the key among the subprotocols where the request asks for a
   * WebSocket.
   *
   * @throws AuthenticationException if there is none, or more than one, or one that is no token
   */
  static String of(Headers headers) {
    String token =
        authorization(headers)
            .or(() -> subprotocol(headers))
            .orElseThrow(() -> new AuthenticationException(Refusal.NO_CREDENTIALS));
    if (token.isEmpty()
        || token.length() > LONGEST
        || !token.chars().allMatch(BearerToken::isOfToken)) {
      throw malformed();
    }
    return token;
  }

  private static Optional<String> authorization(Headers headers) {
    if (!headers.contains(HeaderNames.AUTHORIZATION)) {
      return Optional.empty();
    }
    String value = only(headers.get(HeaderNames.AUTHORIZATION).allValues());
    if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw malformed();
    }
    return Optional.of(value.substring(SCHEME.length()).strip());
  }

  private static Optional<String> subprotocol(Headers headers) {
    if (!headers.contains(HeaderNames.UPGRADE)
        || !headers.get(HeaderNames.UPGRADE).get().equalsIgnoreCase("websocket")
        || !headers.contains(OFFERED)) {
      return Optional.empty();
    }
    List<String> keys =
        headers.get(OFFERED).allValues().stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .map(String::strip)
            .filter(protocol -> protocol.startsWith(SUBPROTOCOL))
            .map(protocol -> protocol.substring(SUBPROTOCOL.length()))
            .toList();
    return keys.isEmpty() ? Optional.empty() : Optional.of(only(keys));
  }

  private static String only(List<String> values) {
    if (values.size() != 1) {
      throw malformed();
    }
    return values.getFirst();
  }

  /** RFC 6750 section 2.1, {@code b64token}. */
  private static boolean isOfToken(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || "-._~+/=".indexOf(c) >= 0;
  }

  private static AuthenticationException malformed() {
    return new AuthenticationException(Refusal.MALFORMED_CREDENTIALS);
  }
}
