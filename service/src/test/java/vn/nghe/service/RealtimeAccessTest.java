// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;

/** Who may open a session. */
class RealtimeAccessTest {
  private static final String PAGE = "https://app.example.com";

  @TempDir private static Path folder;
  private static String key;
  private static String readsModels;
  private static String oneAtOnce;
  private static HeldService service;

  @BeforeAll
  static void start() {
    KeyFile file = KeyFile.at(folder.resolve("keys.json"));
    key = create(file, Scope.TRANSCRIBE, Limits.NONE);
    readsModels = create(file, Scope.MODELS_READ, Limits.NONE);
    oneAtOnce = create(file, Scope.TRANSCRIBE, new Limits(0, 1, 0, 0));
    service =
        new HeldService(
            Map.of(
                "nghe.auth.keys",
                folder.resolve("keys.json").toString(),
                "nghe.cors.allowed-origins",
                PAGE,
                // A session is free again only when its end is noticed.
                "nghe.realtime.sessions",
                "100"));
  }

  @AfterAll
  static void stop() {
    service.release();
    service.close();
  }

  private static String create(KeyFile file, Scope scope, Limits limits) {
    return file.create("test", Set.of(scope), Instant.now(), Optional.empty(), limits)
        .key()
        .reveal();
  }

  @Test
  void withoutAKeyThereIsNoSession() throws IOException {
    RawConnection.Answer answer = upgrade("");
    assertEquals(401, answer.status());
    assertTrue(answer.body().contains("\"invalid_api_key\""), answer.body());
    assertEquals("Bearer realm=\"nghe\"", answer.headers().get("www-authenticate"));
  }

  @Test
  void aKeyMayComeAsHeaderOrAsProtocolWhichIsNotSaidBack() throws IOException {
    RawConnection.Answer byHeader = upgrade("Authorization: Bearer " + key + "\r\n");
    assertEquals(101, byHeader.status());
    RawConnection.Answer byProtocol =
        upgrade("Sec-WebSocket-Protocol: realtime, openai-insecure-api-key." + key + "\r\n");
    assertEquals(101, byProtocol.status());
    assertEquals("realtime", byProtocol.headers().get("sec-websocket-protocol"));
  }

  @Test
  void aKeyForSomethingElseOpensNoSession() throws IOException {
    RawConnection.Answer answer = upgrade("Authorization: Bearer " + readsModels + "\r\n");
    assertEquals(403, answer.status());
    assertTrue(answer.body().contains("\"insufficient_scope\""), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1"})
  void pagesOfOtherOriginsOpenNoSession(String origin) throws IOException {
    RawConnection.Answer answer =
        upgrade("Authorization: Bearer " + key + "\r\nOrigin: " + origin + "\r\n");
    assertEquals(403, answer.status());
    assertTrue(answer.body().contains("\"origin_not_allowed\""), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {PAGE, "http://localhost", "https://localhost"})
  void itsOwnPageAndThoseThatAreListedOpenSessions(String origin) throws IOException {
    assertEquals(
        101, upgrade("Authorization: Bearer " + key + "\r\nOrigin: " + origin + "\r\n").status());
  }

  @Test
  void aSessionCountsAmongTheRequestsOfItsCaller() throws IOException {
    String caller = "Authorization: Bearer " + oneAtOnce + "\r\n";
    try (RawConnection first = new RawConnection(service.service().uri())) {
      assertEquals(101, upgrade(first, caller).status());
      RawConnection.Answer second = upgrade(caller);
      assertEquals(429, second.status());
      assertEquals("1", second.headers().get("retry-after"));
    }
  }

  private static RawConnection.Answer upgrade(String headers) throws IOException {
    try (RawConnection connection = new RawConnection(service.service().uri())) {
      return upgrade(connection, headers);
    }
  }

  private static RawConnection.Answer upgrade(RawConnection connection, String headers)
      throws IOException {
    return connection
        .send(
            "GET /v1/realtime HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + headers
                + "\r\n")
        .receive();
  }
}
