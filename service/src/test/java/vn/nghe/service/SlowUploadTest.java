// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that take their time. */
class SlowUploadTest {
  @Test
  void aBodyThatStopsIsGivenUpLongBeforeItsTimeIsOver() throws Exception {
    try (HeldService service = new HeldService(Map.of("nghe.upload.idle-timeout", "PT0.3S"));
        RawConnection connection = new RawConnection(service.service().uri())) {
      connection.sendHead("Content-Length: 100000\r\n").send(new byte[1000]);

      assertTimedOut(connection, "stopped for 0.3 s");
      assertEquals(0, service.client().metric("nghe_upload_memory_bytes"));
    }
  }

  @Test
  void aBodyThatDripsIsGivenUp() throws Exception {
    Map<String, String> settings =
        Map.of("nghe.upload.idle-timeout", "PT2S", "nghe.upload.min-bytes-per-second", "100000000");
    try (HeldService service = new HeldService(settings);
        RawConnection connection = new RawConnection(service.service().uri())) {
      connection.sendHead("Content-Length: 10000000\r\n");
      // No client sends 100 MB/s in single bytes.
      Thread dripping = Thread.ofVirtual().start(() -> drip(connection));

      assertTimedOut(connection, "comes at less than 100000000 bytes a second");
      dripping.join();
    }
  }

  private static void drip(RawConnection connection) {
    try {
      while (true) {
        connection.send(new byte[1]);
        Thread.onSpinWait();
      }
    } catch (SocketException _) {
      // The service has closed the connection.
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertTimedOut(RawConnection connection, String why) throws IOException {
    RawConnection.Answer answer = connection.receive();
    Client.assertError(408, "upload_timeout", "-", answer.status(), answer.body());
    assertTrue(answer.body().contains(why), answer.body());
  }
}
