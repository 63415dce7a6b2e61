// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More connections than the service has room for. */
class ManyConnectionsTest {
  /** The JVM with the class path of the tests has some 130 files open. */
  private static final int DESCRIPTORS = 180;

  private static final int FLOOD = 200;

  private final List<Socket> flood = new ArrayList<>();

  @AfterEach
  void closeFlood() throws IOException {
    for (Socket socket : flood) {
      socket.close();
    }
    flood.clear();
  }

  @Test
  void withFewDescriptorsTheServiceAnswersDuringAndAfterAFloodOfIdleConnections() throws Exception {
    try (ServiceProcess process = ServiceProcess.startWithin(DESCRIPTORS, "-Dserver.port=0")) {
      URI service = process.awaitReady();
      for (int i = 0; i < FLOOD; i++) {
        open(service, "127.0.0.1");
      }

      assertServes(service);
      closeFlood();
      assertServes(service);
      assertFalse(process.output().contains("Too many open files"), process.output());
    }
  }

  @Test
  void aConnectionWithoutARequestMakesRoomForOneOfAnotherClient() throws Exception {
    try (NgheService service = SharedService.another(limits(4, 3))) {
      Socket oldest = open(service.uri(), "127.0.0.2");
      open(service.uri(), "127.0.0.2");
      open(service.uri(), "127.0.0.2");
      open(service.uri(), "127.0.0.2");
      assertEquals(-1, oldest.getInputStream().read());

      assertServes(service.uri());
      assertTrue(
          new Client(service.uri()).metric("nghe_connections_ended_total{reason=\"replaced\"}")
              >= 1);
    }
  }

  @Test
  void connectionsWithRequestsStayAndOneMoreIsToldToComeBack() throws Exception {
    try (NgheService service = SharedService.another(limits(4, 3))) {
      List<RawConnection> busy = new ArrayList<>();
      byte[] form = Form.good().end().bytes();
      for (int i = 0; i < 3; i++) {
        busy.add(
            new RawConnection(open(service.uri(), "127.0.0.2"))
                .sendHead("Content-Length: " + form.length + "\r\n")
                .send(new byte[] {form[0]}));
      }
      new Client(service.uri()).awaitMetric("nghe_upload_memory_bytes", 3);

      RawConnection.Answer refused = new RawConnection(open(service.uri(), "127.0.0.2")).receive();
      Client.assertError(503, "queue_full", "-", refused.status(), refused.body());
      assertEquals("1", refused.headers().get("retry-after"));
      for (RawConnection connection : busy) {
        connection.send(Arrays.copyOfRange(form, 1, form.length));
        assertEquals(200, connection.receive().status());
      }
    }
  }

  @Test
  void aProcessThatLosesItsPortEndsAndSaysWhy() throws Exception {
    try (ServiceProcess process = ServiceProcess.start("-Dserver.port=0")) {
      URI service = process.awaitReady();
      assertServes(service);
      leaveNoDescriptors(process.pid());

      Thread.ofVirtual().start(() -> openUntilRefused(service));

      assertEquals(71, process.awaitExit(), process.output());
      assertTrue(process.output().contains("port " + service.getPort() + " was lost"));
    }
  }

  /** Whatever keeps the service from counting what it has, such as another part of its process. */
  private static void leaveNoDescriptors(long pid) throws IOException, InterruptedException {
    long open;
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      open = files.count();
    }
    Process limit =
        new ProcessBuilder("prlimit", "--pid=" + pid, "--nofile=" + open + ":" + open)
            .inheritIO()
            .start();
    assertEquals(0, limit.waitFor());
  }

  private void openUntilRefused(URI service) {
    try {
      for (int i = 0; i < FLOOD; i++) {
        open(service, "127.0.0.1");
      }
    } catch (IOException _) {
      // The port is gone.
    }
  }

  private static Map<String, String> limits(int most, int mostPerAddress) {
    return Map.of(
        "nghe.connection.max-open",
        Integer.toString(most),
        "nghe.connection.max-open-per-address",
        Integer.toString(mostPerAddress));
  }

  /** A connection from one of the addresses of this machine. */
  private Socket open(URI service, String from) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
    socket.setSoTimeout(30_000);
    flood.add(socket);
    return socket;
  }

  private static void assertServes(URI service) {
    assertEquals(200, new Client(service).transcribe(Form.good().end()).statusCode());
  }
}
