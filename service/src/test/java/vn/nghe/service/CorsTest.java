// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;
import vn.nghe.service.config.ConfigurationException;

/** A browser between a page and a service that asks for keys. */
class CorsTest {
  private static final String ORIGIN = "https://app.example.com";

  private HeldService service;

  @BeforeEach
  void start(@TempDir Path folder) {
    Path keys = folder.resolve("keys.json");
    KeyFile.at(keys)
        .create("test", Set.of(Scope.ADMIN), Instant.now(), Optional.empty(), Limits.NONE);
    service =
        new HeldService(
            Map.of(
                "nghe.auth.keys",
                keys.toString(),
                "nghe.cors.allowed-origins",
                ORIGIN + ", http://localhost:3000"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private RawConnection.Answer send(String method, String path, String headers) throws IOException {
    try (RawConnection connection = new RawConnection(service.service().uri())) {
      connection.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
      return connection.receive();
    }
  }

  private RawConnection.Answer preflight(String origin, String headers) throws IOException {
    return send(
        "OPTIONS",
        Client.TRANSCRIPTIONS,
        "Origin: "
            + origin
            + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: "
            + headers
            + "\r\n");
  }

  @Test
  void aPreflightOfAnOriginOnTheListIsAnsweredWithoutAKey() throws Exception {
    RawConnection.Answer answer =
        preflight(ORIGIN, "authorization,x-request-id,X-Stainless-OS,x-other");

    assertEquals(204, answer.status());
    assertEquals(ORIGIN, answer.headers().get("access-control-allow-origin"));
    assertEquals("Origin", answer.headers().get("vary"));
    assertEquals("GET, POST", answer.headers().get("access-control-allow-methods"));
    List<String> allowed =
        List.of(answer.headers().get("access-control-allow-headers").split(", ", -1));
    assertTrue(
        allowed.containsAll(
            List.of("authorization", "content-type", "x-request-id", "x-stainless-os")),
        allowed.toString());
    assertEquals(false, allowed.contains("x-other"));
    assertEquals(null, answer.headers().get("access-control-allow-credentials"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com",
        "null",
        "https://app.example.com.evil.com",
        "http://app.example.com",
        "https://app.example.com:8443",
        "https://APP.example.com"
      })
  void aPreflightOfAnotherOriginIsRefused(String origin) throws Exception {
    RawConnection.Answer answer = preflight(origin, "authorization");

    Client.assertError(403, "origin_not_allowed", "-", answer.status(), answer.body());
    assertEquals(null, answer.headers().get("access-control-allow-origin"));
    assertEquals("Origin", answer.headers().get("vary"));
  }

  @Test
  void aPageCanReadWhyItWasRefused() throws Exception {
    RawConnection.Answer answer = send("GET", "/v1/models", "Origin: " + ORIGIN + "\r\n");

    assertEquals(401, answer.status());
    assertEquals(ORIGIN, answer.headers().get("access-control-allow-origin"));
    assertTrue(answer.headers().get("access-control-expose-headers").contains("Retry-After"));
  }

  @Test
  void aPageOfAnotherOriginCannotReadItsAnswer() throws Exception {
    RawConnection.Answer answer =
        send("GET", "/health/live", "Origin: https://evil.example.com\r\n");

    assertEquals(null, answer.headers().get("access-control-allow-origin"));
  }

  @Test
  void whatIsNoPreflightNeedsAKey() throws Exception {
    assertEquals(401, send("OPTIONS", "/v1/models", "").status());
    assertEquals(401, send("OPTIONS", "/v1/models", "Origin: " + ORIGIN + "\r\n").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"app.example.com", "https://app.example.com/", "https://*.example.com", "null"})
  void aSettingThatIsNoOriginIsNamed(String origin) {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> ServiceConfig.load(Map.of("nghe.cors.allowed-origins", origin)));

    assertTrue(e.getMessage().startsWith("nghe.cors.allowed-origins: '" + origin), e.getMessage());
  }
}
