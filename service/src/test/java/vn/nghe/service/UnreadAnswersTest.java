// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that ask and do not read. */
class UnreadAnswersTest {
  private static final int CLIENTS = 200;

  /** As little as the system grants, so that the answers stay with the service. */
  private static final int SMALL_BUFFER = 2048;

  /** Each is answered with 1.7 MB, more than the service's system takes for a connection. */
  private static final String REQUESTS =
      "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20);

  @Test
  void holdNoMemoryAndAreCutAfterTheWriteTimeout() throws Exception {
    // A copy of the bundle for each client would take 340 MB.
    try (ServiceProcess process =
        ServiceProcess.start(
            "-Xmx256m", "-Dserver.port=0", "-Dnghe.connection.write-timeout=PT10S")) {
      URI service = process.awaitReady();
      Client client = new Client(service);
      List<Socket> unread = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        unread.add(ask(service));
      }

      assertEquals(200, client.transcribe(Form.good().end()).statusCode());
      client.awaitMetric("nghe_connections_ended_total{reason=\"write_timeout\"}", CLIENTS);
      assertEquals(200, client.transcribe(Form.good().end()).statusCode());
      assertFalse(process.output().contains("OutOfMemoryError"), process.output());
      for (Socket socket : unread) {
        socket.close();
      }
    }
  }

  @Test
  void aClientThatReadsSlowlyGetsTheWholeAnswer() throws IOException {
    try (RawConnection slow = new RawConnection(ask(SharedService.get().uri()))) {
      RawConnection.Answer answer = slow.receive();

      assertEquals(200, answer.status());
      assertEquals(
          Integer.parseInt(answer.headers().get("content-length")),
          answer.body().getBytes(StandardCharsets.UTF_8).length);
    }
  }

  private static Socket ask(URI service) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(SMALL_BUFFER);
    socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
    socket.getOutputStream().write(REQUESTS.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
