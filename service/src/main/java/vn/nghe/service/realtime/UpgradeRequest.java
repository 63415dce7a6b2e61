// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.http.RequestLog;

/**
 * The request that opens a session.
 *
 * @param model the name of the model that it asks for
 * @param isOldForm whether the client speaks the older form of the protocol
 * @param namesProtocol whether the client named the protocol, and wants to hear so
 */
record UpgradeRequest(Optional<String> model, boolean isOldForm, boolean namesProtocol) {
  private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
  private static final HeaderName PROTOCOLS = HeaderNames.create("Sec-WebSocket-Protocol");
  private static final HeaderName BETA = HeaderNames.create("OpenAI-Beta");
  private static final String PROTOCOL = "realtime";
  private static final String OLD_FORM = "openai-beta.realtime-v1";

  /** RFC 6455 section 4.1. */
  private static final int KEY_BYTES = 16;

  /**
   * Reads it.
   *
   * @throws RefusedException if it asks for what there is not
   */
  static UpgradeRequest of(HttpPrologue prologue, Headers headers) {
    requireKey(headers);
    UriQuery query = prologue.query();
    String intent = query.first("intent").orElse("transcription");
    if (!intent.equals("transcription")) {
      throw RefusedException.ofParameter(
          ErrorCode.UNSUPPORTED_VALUE, "intent", "Field 'intent' must be transcription.");
    }
    Set<String> protocols =
        headers.contains(PROTOCOLS)
            ? headers.get(PROTOCOLS).allValues().stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .collect(Collectors.toSet())
            : Set.of();
    boolean isOldForm =
        protocols.contains(OLD_FORM) || headers.first(BETA).orElse("").contains("realtime=v1");
    return new UpgradeRequest(
        query.first("model").asOptional(), isOldForm, protocols.contains(PROTOCOL));
  }

  /** Helidon finds a bad key only after the session is let in. */
  private static void requireKey(Headers headers) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(headers.first(KEY).orElse(""));
    } catch (IllegalArgumentException _) {
      key = new byte[0];
    }
    if (key.length != KEY_BYTES) {
      throw RefusedException.of(
          ErrorCode.MALFORMED_REQUEST, "Sec-WebSocket-Key must be 16 bytes in base64.");
    }
  }

  /**
   * The headers of the answer.
   *
   * @param id names the request
   */
  Headers answer(String id) {
    WritableHeaders<?> headers = WritableHeaders.create();
    headers.set(RequestLog.REQUEST_ID, id);
    if (namesProtocol) {
      headers.set(PROTOCOLS, PROTOCOL);
    }
    return headers;
  }
}
