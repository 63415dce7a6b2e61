// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * HTTP/1.0, as nginx speaks it to the server behind it unless {@code proxy_http_version} is set,
 * and HAProxy in its health checks.
 */
class Http10Test {
  private final byte[] form = Form.good().end().bytes();
  private RawConnection connection;

  @BeforeEach
  void connect() throws IOException {
    connection = new RawConnection(SharedService.get().uri());
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
  }

  private static String post(int length, String headers) {
    return "POST /v1/audio/transcriptions HTTP/1.0\r\n"
        + headers
        + "Content-Length: "
        + length
        + "\r\nContent-Type: "
        + Form.CONTENT_TYPE
        + "\r\n\r\n";
  }

  @Test
  void aCheckWithoutAnyHeaderIsAnsweredAndTheConnectionClosed() throws IOException {
    connection.send("GET /health/ready HTTP/1.0\r\n\r\n");

    RawConnection.Answer answer = connection.receive();
    assertEquals(200, answer.status());
    assertEquals("close", answer.headers().get("connection"));
    assertTrue(connection.isClosedByService());
  }

  @Test
  void anUploadThroughNginxIsTranscribed() throws IOException {
    connection.send(post(form.length, "Host: localhost\r\nConnection: close\r\n")).send(form);

    RawConnection.Answer answer = connection.receive();
    assertEquals(200, answer.status());
    assertFalse(answer.headers().containsKey("transfer-encoding"));
    assertTrue(answer.body().startsWith("{\"text\":\""), answer.body());
    assertTrue(connection.isClosedByService());
  }

  @Test
  void aHeadMayComeByteByByte() throws IOException {
    for (byte one : "GET /v1/models HTTP/1.0\r\nX: y\r\n\r\n".getBytes(StandardCharsets.UTF_8)) {
      connection.send(new byte[] {one});
    }

    assertEquals(200, connection.receive().status());
  }

  @Test
  void aClientThatAsksForItMaySendTheNextRequest() throws IOException {
    for (int i = 0; i < 2; i++) {
      connection.send("GET /v1/models HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");

      assertEquals("keep-alive", connection.receive().headers().get("connection"));
    }
    connection.send("GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertEquals(200, connection.receive().status());
  }

  @Test
  void aStreamHasNoChunksAndEndsWithTheConnection() throws IOException {
    byte[] streamed = Form.good().text("stream", "true").end().bytes();
    for (String header : List.of("", "Connection: keep-alive\r\n")) {
      try (RawConnection other = new RawConnection(SharedService.get().uri())) {
        other.send(post(streamed.length, header)).send(streamed);

        String answer = other.receiveAll();
        int end = answer.indexOf("\r\n\r\n");
        String head = answer.substring(0, end);
        assertFalse(head.contains("Transfer-Encoding"), head);
        assertFalse(head.contains("Content-Length"), head);
        assertTrue(head.contains("Connection: close"), head);
        String[] events = answer.substring(end + 4).split("\n\n", -1);
        assertTrue(events.length > 2, answer);
        for (String event : List.of(events).subList(0, events.length - 1)) {
          assertTrue(event.startsWith("data: {"), event);
        }
        assertTrue(events[events.length - 2].contains("transcript.text.done"));
        assertEquals("", events[events.length - 1]);
      }
    }
  }

  @Test
  void whatHttp10DoesNotHaveIsIgnored() throws IOException {
    connection.send(post(form.length, "Expect: 100-continue\r\nUpgrade: websocket\r\n")).send(form);

    assertEquals(200, connection.receive().status());
  }

  /** A proxy of HTTP/1.0 between would not see where such a body ends (RFC 9112 section 6.1). */
  @Test
  void chunksAreRefused() throws IOException {
    connection.send(
        "POST /v1/audio/transcriptions HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

    assertEquals(400, connection.receive().status());
    assertTrue(connection.isClosedByService());
  }
}
