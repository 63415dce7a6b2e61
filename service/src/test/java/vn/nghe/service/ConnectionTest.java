// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep a connection without a request. */
class ConnectionTest {
  private static final String HEAD = "nghe.connection.head-timeout";
  private static final String IDLE = "nghe.connection.idle-timeout";
  private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P",
        "POST /v1/au",
        "POST /v1/audio/transcriptions HTTP/1.1\r\n",
        "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: localhost\r\nContent-Le",
        LIVE
      })
  void aHeadThatStopsIsGivenUp(String begin) throws IOException {
    try (HeldService service = new HeldService(Map.of(HEAD, "PT0.3S"));
        RawConnection connection = new RawConnection(service.service().uri())) {
      connection.send(begin);

      assertTimedOut(connection);
      service.client().awaitMetric(ended("head_timeout"), 1);
    }
  }

  /** It never stops for long: another request is answered between any two bytes. */
  @Test
  void aHeadThatDripsIsGivenUp() throws Exception {
    try (HeldService service = new HeldService(Map.of(HEAD, "PT0.3S"));
        RawConnection connection = new RawConnection(service.service().uri())) {
      connection.send(LIVE + "X-Drip: ");
      Client other = service.client();
      Thread dripping = Thread.ofVirtual().start(() -> drip(connection, other));

      assertTimedOut(connection);
      dripping.join();
    }
  }

  private static void drip(RawConnection connection, Client other) {
    try {
      // Ten times as many would be more than Helidon takes of a head.
      for (int drop = 0; drop < 1000; drop++) {
        connection.send("x");
        other.get("/health/live");
      }
    } catch (IOException _) {
      // The service has closed the connection.
    }
  }

  @Test
  void theSecondHeadOfAConnectionHasItsOwnTime() throws IOException {
    try (HeldService service = new HeldService(Map.of(HEAD, "PT0.5S"));
        RawConnection connection = new RawConnection(service.service().uri())) {
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < 700_000_000) {
        connection.send(LIVE + "\r\n");
        assertEquals(200, connection.receive().status());
      }
      connection.send(LIVE);

      assertTimedOut(connection);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", LIVE + "\r\n", LIVE + "Upgrade: websocket\r\n\r\n"})
  void aConnectionOnWhichNothingBeginsIsClosed(String before) throws IOException {
    try (HeldService service = new HeldService(Map.of(IDLE, "PT0.3S"));
        RawConnection connection = new RawConnection(service.service().uri())) {
      connection.send(before);
      if (!before.isEmpty()) {
        assertEquals(200, connection.receive().status());
      }

      assertTrue(connection.isClosedByService());
      service.client().awaitMetric(ended("idle"), 1);
    }
  }

  /** They have limits of their own, whatever Helidon takes for idle. */
  @Test
  void aWebSocketIsNoIdleConnection() {
    Map<String, String> settings =
        Map.of(
            IDLE,
            "PT0.1S",
            HEAD,
            "PT0.1S",
            "server.idle-connection-timeout",
            "PT0.01S",
            "server.idle-connection-period",
            "PT0.01S");
    try (NgheService service = SharedService.another(settings);
        RealtimeClient client = RealtimeClient.open(service)) {
      client.await("session.created");
      Client http = new Client(service.uri());
      try (RawConnection other = new RawConnection(service.uri())) {
        assertTrue(other.isClosedByService());
      } catch (IOException e) {
        throw new AssertionError(e);
      }

      client.send("{}").await("error");
      assertEquals(1, http.metric("nghe_realtime_sessions_open"));
    }
  }

  private static void assertTimedOut(RawConnection connection) throws IOException {
    RawConnection.Answer answer = connection.receive();
    Client.assertError(408, "request_timeout", "-", answer.status(), answer.body());
    assertEquals("close", answer.headers().get("connection"));
    assertTrue(connection.isClosedByService());
  }

  private static String ended(String reason) {
    return "nghe_connections_ended_total{reason=\"" + reason + "\"}";
  }
}
