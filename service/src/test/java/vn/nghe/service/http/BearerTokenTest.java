// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.access.Authenticator;
import vn.nghe.service.access.Caller;
import vn.nghe.service.access.Denial;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;
import vn.nghe.service.error.RefusedException;

/** What a WebSocket asks before it is opened. */
class BearerTokenTest {
  private static final String KEY = "openai-insecure-api-key.";

  private final List<Denial> refusals = new ArrayList<>();
  private KeyFile.Issued issued;
  private Authenticator authenticator;

  @BeforeEach
  void open(@TempDir Path folder) {
    Path path = folder.resolve("keys.json");
    issued =
        KeyFile.at(path)
            .create("An", Set.of(Scope.TRANSCRIBE), Instant.now(), Optional.empty(), Limits.NONE);
    authenticator =
        Authenticator.of(Optional.of(path), Optional.empty(), Limits.NONE, refusals::add);
  }

  private Caller authenticate(Headers headers) {
    return authenticator.authenticate(BearerToken.of(headers));
  }

  private static WritableHeaders<?> upgrade(String... protocols) {
    WritableHeaders<?> headers = WritableHeaders.create();
    headers.set(HeaderNames.UPGRADE, "websocket");
    headers.set(HeaderNames.create("Sec-WebSocket-Protocol"), protocols);
    return headers;
  }

  @Test
  void aKeyAmongTheSubprotocolsOpensAWebSocket() {
    String key = issued.key().reveal();
    String id = issued.key().id();

    assertEquals(id, authenticate(upgrade("realtime", KEY + key)).id());
    assertEquals(id, authenticate(upgrade("realtime, " + KEY + key + ", openai-beta")).id());
  }

  @Test
  void twoKeysAmongTheSubprotocolsAreRefused() {
    String key = issued.key().reveal();

    assertThrows(RefusedException.class, () -> authenticate(upgrade(KEY + key + "," + KEY + key)));
    assertEquals(List.of(Denial.MALFORMED_CREDENTIALS), refusals);
  }

  @Test
  void aSubprotocolOutsideOfAWebSocketIsNoKey() {
    WritableHeaders<?> headers = upgrade(KEY + issued.key().reveal());
    headers.remove(HeaderNames.UPGRADE);

    assertThrows(RefusedException.class, () -> authenticate(headers));
    assertEquals(List.of(Denial.NO_CREDENTIALS), refusals);
  }

  @Test
  void theHeaderGoesBeforeTheSubprotocol() {
    WritableHeaders<?> headers = upgrade(KEY + "nghe_wrong");
    headers.set(HeaderNames.AUTHORIZATION, "Bearer " + issued.key().reveal());

    assertEquals(issued.key().id(), authenticate(headers).id());
  }
}
