// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.http.AllowedHosts;

/** A service on loopback, and what a browser sends for pages that a stranger wrote. */
class StrangersPageTest {
  private static final String UPGRADE =
      String.join(
          "\r\n",
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "");

  private static HeldService service;

  @BeforeAll
  static void start() {
    service =
        new HeldService(
            Map.of(
                "nghe.allowed-hosts",
                "nghe.example.com",
                "nghe.cors.allowed-origins",
                "https://app.example.com"));
    service.release();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static RawConnection.Answer send(String head, byte[] body) throws IOException {
    try (RawConnection connection = new RawConnection(service.service().uri())) {
      connection.send(head + "\r\n").send(body);
      return connection.receive();
    }
  }

  private static RawConnection.Answer get(String path, String host) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n", new byte[0]);
  }

  private static RawConnection.Answer transcribe(String headers) throws IOException {
    byte[] form = Form.good().end().bytes();
    return send(
        "POST "
            + Client.TRANSCRIPTIONS
            + " HTTP/1.1\r\nContent-Type: "
            + Form.CONTENT_TYPE
            + "\r\nContent-Length: "
            + form.length
            + "\r\n"
            + headers.replace("|", "\r\n")
            + "\r\n",
        form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LOCALHOST",
        "127.0.0.1:1",
        "127.9.8.7",
        "[::1]:8080",
        "nghe.example.com",
        "nghe.example.com:443"
      })
  void namesOfLoopbackAndThoseThatAreSetAreAnswered(String host) throws Exception {
    assertEquals(200, get("/metrics", host).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.localhost.example",
        "192.168.1.2:8080",
        "[2001:db8::1]",
        "xn--nghe.example.com"
      })
  void aNameThatLeadsHereByRebindingIsRefused(String host) throws Exception {
    for (String path : new String[] {"/metrics", "/", "/health/live", "/v1/models"}) {
      RawConnection.Answer answer = get(path, host);
      Client.assertError(403, "host_not_allowed", "-", answer.status(), answer.body());
      assertTrue(answer.body().contains("nghe.allowed-hosts"), answer.body());
    }
    RawConnection.Answer upgrade =
        send("GET /v1/realtime HTTP/1.1\r\nHost: " + host + "\r\n" + UPGRADE, new byte[0]);
    Client.assertError(403, "host_not_allowed", "-", upgrade.status(), upgrade.body());
  }

  @Test
  void aMonitorOfHttp10NeedsNoHost() throws Exception {
    assertEquals(200, send("GET /health/ready HTTP/1.0\r\n", new byte[0]).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost",
        "Host: localhost:81|Origin: http://localhost:81",
        "Host: nghe.example.com|Origin: https://nghe.example.com",
        "Host: 127.0.0.1|Origin: https://app.example.com|Sec-Fetch-Site: cross-site",
        "Host: 127.0.0.1:82|Origin: https://nghe.example.com|Sec-Fetch-Site: same-origin",
        "Host: localhost|Sec-Fetch-Site: none"
      })
  void programsOwnPagesAndThoseOnTheListMayTranscribe(String headers) throws Exception {
    assertEquals(200, transcribe(headers).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost|Origin: https://evil.example",
        "Host: localhost|Origin: null",
        "Host: localhost:81|Origin: http://localhost:82",
        "Host: localhost|Origin: http://localhost.evil.example",
        "Host: localhost|Sec-Fetch-Site: cross-site",
        "Host: localhost|Sec-Fetch-Site: same-site",
        "Host: localhost|Origin: http://localhost|Sec-Fetch-Site: cross-site"
      })
  void formsOfStrangersAreRefused(String headers) throws Exception {
    RawConnection.Answer answer = transcribe(headers);

    Client.assertError(403, "origin_not_allowed", "-", answer.status(), answer.body());
    assertTrue(answer.body().contains("nghe.cors.allowed-origins"), answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/events",
    "POST, /admin/models/refresh",
    "POST, /admin/models/rollback",
    "POST, /admin/models/a/versions/b/activate",
    "DELETE, /v1/models"
  })
  void whateverElseChangesSomethingIsGuarded(String method, String path) throws Exception {
    RawConnection.Answer answer =
        send(
            method
                + " "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                + "Content-Length: 0\r\n",
            new byte[0]);

    Client.assertError(403, "origin_not_allowed", "-", answer.status(), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin: https://evil.example", "Sec-Fetch-Site: cross-site"})
  void aStrangersPageOpensNoSession(String header) throws Exception {
    RawConnection.Answer answer =
        send(
            "GET /v1/realtime HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n" + UPGRADE,
            new byte[0]);

    Client.assertError(403, "origin_not_allowed", "-", answer.status(), answer.body());
  }

  @Test
  void whereOthersCanConnectEveryHostIsAnsweredUnlessNamesAreSet() {
    Map<String, String> open =
        Map.of("server.host", "0.0.0.0", "nghe.allow-unauthenticated", "true");
    assertTrue(ServiceConfig.load(open).hosts().permits("nghe.example.com"));

    AllowedHosts named = new AllowedHosts(Set.of("nghe.example.com"), false);
    assertTrue(named.permits("nghe.example.com:443"));
    assertTrue(named.permits("10.1.2.3:8080"), "as probes ask");
    assertEquals(false, named.permits("evil.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://nghe.example.com", "nghe.example.com:443", "NGHE.example.com"})
  void aSettingThatIsNoNameIsNamed(String host) {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> ServiceConfig.load(Map.of("nghe.allowed-hosts", host)));

    assertTrue(e.getMessage().startsWith("nghe.allowed-hosts: '" + host), e.getMessage());
  }
}
