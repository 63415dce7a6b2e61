// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;

/** One caller takes all it can of what callers share, and another is served. */
class SharesTest {
  private static final int LARGEST = 1 << 20;

  @TempDir private Path folder;
  private final List<RawConnection> connections = new ArrayList<>();
  private String greedy;
  private String modest;

  @BeforeEach
  void createKeys() {
    KeyFile file = KeyFile.at(keys());
    greedy = create(file);
    modest = create(file);
  }

  @AfterEach
  void closeConnections() throws IOException {
    for (RawConnection connection : connections) {
      connection.close();
    }
  }

  private Path keys() {
    return folder.resolve("keys.json");
  }

  private static String create(KeyFile file) {
    return file.create(
            "test", Set.of(Scope.TRANSCRIBE), Instant.now(), Optional.empty(), Limits.NONE)
        .key()
        .reveal();
  }

  private HeldService service(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("nghe.auth.keys", keys().toString());
    return new HeldService(settings);
  }

  /** An upload that announces as much as there may be, and sends the beginning. */
  private RawConnection upload(HeldService held, String key, byte[] beginning) throws IOException {
    RawConnection connection = new RawConnection(held.service().uri());
    connections.add(connection);
    return connection
        .sendHead("Authorization: Bearer " + key + "\r\nContent-Length: " + LARGEST + "\r\n")
        .send(beginning);
  }

  private static byte[] beginning(int length) {
    return Arrays.copyOf(Form.ofFile(new byte[LARGEST]).bytes(), length);
  }

  @Test
  void uploadsThatAnnounceAndDripKeepNobodyOut() throws IOException {
    try (HeldService held = service(memory())) {
      held.release();
      for (int i = 0; i < 11; i++) {
        upload(held, greedy, beginning(100));
      }
      held.client().awaitMetric("nghe_upload_memory_bytes", 1100);

      assertEquals(200, transcribe(held, modest).statusCode());
      assertEquals(200, transcribe(held, greedy).statusCode());
    }
  }

  @Test
  void oneCallerGetsItsShareOfTheMemoryForUploads() throws IOException {
    try (HeldService held = service(memory())) {
      held.release();
      // Three quarters of 4 MiB.
      int most = LARGEST - 1024;
      for (int i = 0; i < 3; i++) {
        upload(held, greedy, beginning(most));
      }
      held.client().awaitMetric("nghe_upload_memory_bytes", 3.0 * most);

      RawConnection.Answer refused = upload(held, greedy, beginning(1)).receive();

      Client.assertError(429, "concurrency_limit_exceeded", "-", refused.status(), refused.body());
      assertEquals(200, transcribe(held, modest).statusCode());
    }
  }

  private static Map<String, String> memory() {
    return Map.of(
        "nghe.upload.max-bytes",
        Integer.toString(LARGEST),
        "nghe.upload.memory-bytes",
        Integer.toString(4 * LARGEST));
  }

  @Test
  void oneCallerGetsItsShareOfTheQueue() throws Exception {
    try (HeldService held = service(Map.of("nghe.queue-capacity", "4"))) {
      List<FutureTask<HttpResponse<String>>> taken = new ArrayList<>();
      taken.add(begin(held, greedy));
      held.awaitBegun();
      for (int i = 1; i <= 3; i++) {
        taken.add(begin(held, greedy));
        held.client().awaitMetric("nghe_queue_depth", i);
      }

      Client.assertError(429, "concurrency_limit_exceeded", transcribe(held, greedy));
      taken.add(begin(held, modest));
      held.client().awaitMetric("nghe_queue_depth", 4);

      held.release();
      for (FutureTask<HttpResponse<String>> each : taken) {
        assertEquals(200, each.get().statusCode());
      }
    }
  }

  @Test
  void oneCallerGetsItsShareOfTheRealtimeSessions() throws IOException {
    try (HeldService held = service(Map.of("nghe.realtime.sessions", "2"))) {
      assertEquals(101, openSession(held, greedy).status());

      RawConnection.Answer refused = openSession(held, greedy);
      Client.assertError(429, "concurrency_limit_exceeded", "-", refused.status(), refused.body());
      assertEquals(101, openSession(held, modest).status());
    }
  }

  private RawConnection.Answer openSession(HeldService held, String key) throws IOException {
    RawConnection connection = new RawConnection(held.service().uri());
    connections.add(connection);
    return connection
        .send(
            """
            GET /v1/realtime HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """
                .formatted(key))
        .receive();
  }

  private static FutureTask<HttpResponse<String>> begin(HeldService held, String key) {
    FutureTask<HttpResponse<String>> task = new FutureTask<>(() -> transcribe(held, key));
    Thread.ofVirtual().start(task);
    return task;
  }

  private static HttpResponse<String> transcribe(HeldService held, String key) {
    return held.client().with(key).transcribe(Form.good().end());
  }
}
