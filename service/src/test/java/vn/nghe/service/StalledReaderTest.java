// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client of a realtime session that sends and does not read. */
class StalledReaderTest {
  /** As little as the system grants on either side, so that a few events fill it. */
  private static final int SMALL_BUFFER = 2048;

  /** Each is answered with an error of some 250 bytes; more than buffers and service hold. */
  private static final int MESSAGES = 2000;

  @Test
  void itsSessionIsEndedAndItsPlaceIsFree() throws IOException {
    Map<String, String> settings =
        Map.of(
            "nghe.realtime.sessions",
            "1",
            "nghe.realtime.idle-timeout",
            "PT3S",
            "server.connection-options.socket-send-buffer-size",
            Integer.toString(SMALL_BUFFER));
    try (NgheService service = SharedService.another(settings);
        RawConnection stalled = new RawConnection(connect(service.uri()))) {
      stalled.send(
          """
          GET /v1/realtime HTTP/1.1\r
          Host: localhost\r
          Connection: Upgrade\r
          Upgrade: websocket\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          \r
          """);
      assertEquals("HTTP/1.1 101 Switching Protocols", stalled.awaitAnswer());
      stalled.send(messages());

      Client http = new Client(service.uri());
      http.awaitMetric("nghe_realtime_sessions_total{end=\"stalled\"}", 1);
      http.awaitMetric("nghe_realtime_sessions_open", 0);
      // No farewell would reach it: it ends as a connection that broke.
      assertTrue(stalled.endsWithin(SMALL_BUFFER * 64));
      try (RealtimeClient next = RealtimeClient.open(service)) {
        next.await("session.created");
      }
    }
  }

  private static Socket connect(URI service) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(SMALL_BUFFER);
    socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
    return socket;
  }

  /** Text frames of RFC 6455, section 5.2, under a mask of zeros. */
  private static byte[] messages() {
    byte[] payload = "{}".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < MESSAGES; i++) {
      frames.write(0x81);
      frames.write(0x80 | payload.length);
      frames.writeBytes(new byte[4]);
      frames.writeBytes(payload);
    }
    return frames.toByteArray();
  }
}
