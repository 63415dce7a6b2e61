// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.nghe.service.access.Credentials;

/** Finds the credentials among the headers of a request. */
public final class BearerToken {
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
   */
  public static Credentials of(Headers headers) {
    return authorization(headers).or(() -> subprotocol(headers)).orElseGet(Credentials.Absent::new);
  }

  private static Optional<Credentials> authorization(Headers headers) {
    if (!headers.contains(HeaderNames.AUTHORIZATION)) {
      return Optional.empty();
    }
    List<String> values = headers.get(HeaderNames.AUTHORIZATION).allValues();
    boolean isBearer = values.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return Optional.of(
        values.size() == 1 && isBearer
            ? token(values.getFirst().substring(SCHEME.length()).strip())
            : new Credentials.Malformed());
  }

  private static Optional<Credentials> subprotocol(Headers headers) {
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
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(keys.size() == 1 ? token(keys.getFirst()) : new Credentials.Malformed());
  }

  private static Credentials token(String text) {
    boolean isToken =
        !text.isEmpty()
            && text.length() <= LONGEST
            && text.chars().allMatch(BearerToken::isOfToken);
    return isToken ? new Credentials.Token(text) : new Credentials.Malformed();
  }

  /** RFC 6750 section 2.1, {@code b64token}. */
  private static boolean isOfToken(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || "-._~+/=".indexOf(c) >= 0;
  }
}
