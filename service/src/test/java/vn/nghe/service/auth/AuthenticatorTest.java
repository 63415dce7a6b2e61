// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.http.ApiException;
import vn.nghe.service.limits.Limits;

/** What a WebSocket asks before it is opened. */
class AuthenticatorTest {
  private static final String KEY = "openai-insecure-api-key.";

  private final List<Refusal> refusals = new ArrayList<>();
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

  @AfterEach
  void close() {
    authenticator.close();
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
    Caller caller = new Caller(issued.key().id(), Set.of(Scope.TRANSCRIBE), Limits.NONE);

    assertEquals(caller, authenticator.authenticate(upgrade("realtime", KEY + key)));
    assertEquals(
        caller, authenticator.authenticate(upgrade("realtime, " + KEY + key + ", openai-beta")));
  }

  @Test
  void twoKeysAmongTheSubprotocolsAreRefused() {
    String key = issued.key().reveal();

    assertThrows(
        ApiException.class, () -> authenticator.authenticate(upgrade(KEY + key + "," + KEY + key)));
    assertEquals(List.of(Refusal.MALFORMED_CREDENTIALS), refusals);
  }

  @Test
  void aSubprotocolOutsideOfAWebSocketIsNoKey() {
    WritableHeaders<?> headers = upgrade(KEY + issued.key().reveal());
    headers.remove(HeaderNames.UPGRADE);

    assertThrows(ApiException.class, () -> authenticator.authenticate(headers));
    assertEquals(List.of(Refusal.NO_CREDENTIALS), refusals);
  }

  @Test
  void theHeaderGoesBeforeTheSubprotocol() {
    WritableHeaders<?> headers = upgrade(KEY + "nghe_wrong");
    headers.set(HeaderNames.AUTHORIZATION, "Bearer " + issued.key().reveal());

    assertEquals(issued.key().id(), authenticator.authenticate(headers).id());
  }
}
