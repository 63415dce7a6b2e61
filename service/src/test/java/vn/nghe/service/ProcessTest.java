// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.access.ApiKey;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;

/** The service as an operator runs it: a process of its own. */
class ProcessTest {
  @Test
  void sigtermInTheMiddleOfARequestLosesNothing() throws Exception {
    try (ServiceProcess process = ServiceProcess.start("-Dserver.port=0");
        RawConnection request = new RawConnection(process.awaitReady())) {
      Client client = new Client(process.awaitReady());
      byte[] form = Form.good().end().bytes();
      int half = form.length / 2;
      request.sendHead("Content-Length: " + form.length + "\r\n");
      request.send(Arrays.copyOf(form, half));
      client.awaitMetric("nghe_upload_memory_bytes", half);

      process.terminate();
      while (client.get("/health/ready").statusCode() != 503) {
        Thread.onSpinWait();
      }
      request.send(Arrays.copyOfRange(form, half, form.length));

      RawConnection.Answer answer = request.receive();
      assertEquals(200, answer.status());
      assertEquals("anh nói chưa hết câu", Client.json(answer.body()).path("text").asText());
      assertEquals(0, process.awaitExit());
      assertTrue(process.output().contains("stopped, all requests answered"), process.output());
    }
  }

  @Test
  void aRequestThatOutlivesTheGracePeriodIsCutOffAndTheExitTellsSo() throws Exception {
    try (ServiceProcess process =
            ServiceProcess.start("-Dserver.port=0", "-Dnghe.shutdown-grace-period=PT0.1S");
        RawConnection request = new RawConnection(process.awaitReady())) {
      Client client = new Client(process.awaitReady());
      request.sendHead("Content-Length: 1000\r\n").send("-");
      client.awaitMetric("nghe_upload_memory_bytes", 1);

      process.terminate();

      assertEquals(1, process.awaitExit());
    }
  }

  /** What a key opens, and that it no longer does, outlives whoever was told so. */
  @Test
  void keysAreAsTheyWereAfterTheProcessIsKilled(@TempDir Path folder) throws Exception {
    KeyFile keys = KeyFile.at(folder.resolve("keys.json"));
    ApiKey early = create(keys);
    String setting = "-Dnghe.auth.keys=" + folder.resolve("keys.json");
    ApiKey late;
    try (ServiceProcess process = ServiceProcess.start("-Dserver.port=0", setting)) {
      Client client = new Client(process.awaitReady());
      late = create(keys);
      awaitStatus(200, client.with(late.reveal()));
      keys.revoke(early.id(), Instant.now());
      awaitStatus(401, client.with(early.reveal()));
      process.kill();
    }
    try (ServiceProcess process = ServiceProcess.start("-Dserver.port=0", setting)) {
      Client client = new Client(process.awaitReady());
      assertEquals(200, client.with(late.reveal()).get("/v1/models").statusCode());
      Client.assertError(401, "invalid_api_key", client.with(early.reveal()).get("/v1/models"));
    }
  }

  private static ApiKey create(KeyFile keys) {
    return keys.create(
            "test", Set.of(Scope.MODELS_READ), Instant.now(), Optional.empty(), Limits.NONE)
        .key();
  }

  private static void awaitStatus(int status, Client client) {
    while (client.get("/v1/models").statusCode() != status) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theLogTellsWhatWasAskedForButNotWhatWasSaid() throws Exception {
    try (ServiceProcess process = ServiceProcess.start("-Dserver.port=0")) {
      Client client = new Client(process.awaitReady());
      Form form =
          new Form()
              .file("file", "bệnh-án.wav", TestFiles.shortClip())
              .text("model", "whisper-1")
              .text("prompt", "huyết áp");

      HttpResponse<String> answer = client.transcribe(form.end());
      client.get("/v1/models?api_key=sk-12345");
      client.transcribe(new Form().text("model", "mô-hình-lạ").end());
      process.terminate();
      assertEquals(0, process.awaitExit());

      String log = process.output();
      assertTrue(log.contains("\"POST /v1/audio/transcriptions\" 200"), log);
      assertTrue(log.contains("\"GET /v1/models\" 200"), log);
      String text = Client.json(answer.body()).path("text").asText();
      for (String secret : List.of(text, "bệnh-án", "huyết áp", "sk-12345", "mô-hình-lạ")) {
        assertFalse(log.contains(secret), secret);
      }
    }
  }

  @Test
  void whatAStoreSaysBeginsNoLineOfTheLog(@TempDir Path folder) throws Exception {
    String forged = "2026-12-01T00:00:00.000Z INFO vn.nghe forged";
    try (ServiceProcess process =
        ServiceProcess.start(
            "-Dserver.port=0",
            "-Dnghe.registry.store=" + folder.resolve("a\n" + forged),
            "-Dnghe.registry.cache=" + folder.resolve("cache"),
            "-Dnghe.registry.poll=PT0.1S")) {
      Client client = new Client(process.awaitReady());
      while (client.metric("nghe_registry_errors_total{reason=\"store_unavailable\"}") == 0) {
        Thread.onSpinWait();
      }
      process.terminate();
      assertEquals(0, process.awaitExit());

      assertTrue(process.output().contains("a\\n" + forged), process.output());
      assertFalse(process.output().contains("\n" + forged), process.output());
    }
  }

  @Test
  void upgradesHaveALineInTheLog() throws Exception {
    try (ServiceProcess process = ServiceProcess.start("-Dserver.port=0")) {
      try (RealtimeClient session =
          RealtimeClient.open(process.awaitReady(), "?intent=transcription")) {
        session.await("session.created");
      }
      try (RawConnection refused = new RawConnection(process.awaitReady())) {
        refused.send(
            String.join(
                "\r\n",
                "GET /v1/realtime?intent=conversation HTTP/1.1",
                "Host: localhost",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "",
                ""));
        assertEquals(400, refused.receive().status());
      }
      process.terminate();
      assertEquals(0, process.awaitExit());

      String log = process.output();
      assertTrue(log.contains("127.0.0.1 \"GET /v1/realtime\" 101 "), log);
      assertTrue(log.contains("127.0.0.1 \"GET /v1/realtime\" 400 "), log);
    }
  }

  @Test
  void aSettingThatWillNotDoEndsTheProcessWithAMessage() throws Exception {
    try (ServiceProcess process = ServiceProcess.start("-Dserver.host=0.0.0.0")) {
      assertEquals(1, process.awaitExit());
      assertTrue(process.output().contains("nghe.allow-unauthenticated=true"), process.output());
      assertFalse(process.output().contains("\tat "), process.output());
    }
  }

  @Test
  void aModelThatIsNotThereEndsTheProcessWithAMessage() throws Exception {
    try (ServiceProcess process =
        ServiceProcess.start("-Dserver.port=0", "-Dnghe.model=no/such/model")) {
      assertEquals(1, process.awaitExit());
      assertTrue(process.output().contains("no/such/model"), process.output());
      assertFalse(process.output().contains("\tat "), process.output());
    }
  }
}
