// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.nghe.api.DecodingMethod;
import vn.nghe.api.ModelDescription;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.transcript.Transcript;

/** What happens at the limits of the service, with a recogniser that works when it is told to. */
class LoadTest {
  private static final String READY = "/health/ready";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stopThreads() {
    threads.close();
  }

  @Test
  void aFullQueueRefusesAtOnceAndLosesNothing() throws Exception {
    try (HeldService held = new HeldService(Map.of())) {
      Future<HttpResponse<String>> running = transcribe(held);
      held.awaitBegun();
      Future<HttpResponse<String>> waiting = transcribe(held);
      held.client().awaitMetric("nghe_queue_depth", 1);

      try (RawConnection third = new RawConnection(held.service().uri())) {
        // No byte of the body is sent, so the answer can depend on the head only.
        third.sendHead("Content-Length: 1000\r\n");
        RawConnection.Answer answer = third.receive();
        Client.assertError(503, "queue_full", "-", answer.status(), answer.body());
        assertEquals("1", answer.headers().get("retry-after"));
      }
      assertEquals(1, held.client().metric("nghe_workers_busy"));
      held.client().awaitMetric("nghe_rejected_total{reason=\"queue_full\"}", 1);

      held.release();
      assertServed(running);
      assertServed(waiting);
      assertServed(transcribe(held));
    }
  }

  @Test
  void aQueueThatFillsDuringAnUploadRefusesAfterIt() throws Exception {
    try (HeldService held = new HeldService(Map.of());
        RawConnection slow = new RawConnection(held.service().uri())) {
      byte[] form = Form.good().end().bytes();
      slow.sendHead("Content-Length: " + form.length + "\r\n").send(Arrays.copyOf(form, 1));
      held.client().awaitMetric("nghe_upload_memory_bytes", 1);
      Future<HttpResponse<String>> running = transcribe(held);
      held.awaitBegun();
      Future<HttpResponse<String>> waiting = transcribe(held);
      held.client().awaitMetric("nghe_queue_depth", 1);

      RawConnection.Answer answer = slow.send(Arrays.copyOfRange(form, 1, form.length)).receive();

      Client.assertError(503, "queue_full", "-", answer.status(), answer.body());
      held.release();
      assertServed(running);
      assertServed(waiting);
    }
  }

  @Test
  void uploadsThatWouldNotFitInMemoryAreRefused() throws Exception {
    Map<String, String> tight =
        Map.of("nghe.upload.max-bytes", "200000", "nghe.upload.memory-bytes", "200000");
    try (HeldService held = new HeldService(tight)) {
      Future<HttpResponse<String>> running = transcribe(held);
      held.awaitBegun();

      HttpResponse<String> answer = held.client().transcribe(Form.ofFile(new byte[150_000]).end());

      Client.assertError(503, "upload_memory_full", "-", answer.statusCode(), answer.body());
      held.release();
      assertServed(running);
      held.client().awaitMetric("nghe_upload_memory_bytes", 0);
      assertServed(transcribe(held));
    }
  }

  @Test
  void aResultThatTakesTooLongIsGivenUp() throws Exception {
    try (HeldService held = new HeldService(Map.of("nghe.request-deadline", "PT0.2S"))) {
      HttpResponse<String> running = transcribe(held).get();
      HttpResponse<String> waiting = transcribe(held).get();

      Client.assertError(504, "deadline_exceeded", "-", running.statusCode(), running.body());
      Client.assertError(504, "deadline_exceeded", "-", waiting.statusCode(), waiting.body());
      assertEquals(0, held.client().metric("nghe_queue_depth"));
    }
  }

  @Test
  void anExpensiveFileEndsWithItsDeadline() throws Exception {
    byte[] expensive =
        TestFiles.bytes(
            TestFiles.inRepository(
                "service/src/test/resources/audio/silence-8-channels-384k.flac"));
    try (HeldService held = new HeldService(Map.of("nghe.request-deadline", "PT0.2S"))) {
      HttpResponse<String> answer = held.client().transcribe(Form.ofFile(expensive).end());

      Client.assertError(504, "deadline_exceeded", "-", answer.statusCode(), answer.body());
      held.client().awaitMetric("nghe_workers_busy", 0);
    }
  }

  @Test
  void anUploadThatStopsHalfwayIsGivenUp() throws Exception {
    try (HeldService held = new HeldService(Map.of("nghe.upload.timeout", "PT0.2S"));
        RawConnection stalled = new RawConnection(held.service().uri())) {
      stalled.sendHead("Content-Length: 1000\r\n").send("--");

      RawConnection.Answer answer = stalled.receive();

      Client.assertError(408, "upload_timeout", "-", answer.status(), answer.body());
      assertTrue(stalled.isClosedByService());
      held.client().awaitMetric("nghe_upload_memory_bytes", 0);
    }
  }

  @Test
  void stoppingFinishesWhatWasTakenAndRefusesTheRest() throws Exception {
    try (HeldService held = new HeldService(Map.of());
        RawConnection early = new RawConnection(held.service().uri())) {
      Future<HttpResponse<String>> running = transcribe(held);
      held.awaitBegun();
      byte[] form = Form.good().end().bytes();
      early.sendHead("Content-Length: " + form.length + "\r\n").send(Arrays.copyOf(form, 1));
      held.client().awaitMetric("nghe_upload_memory_bytes", form.length + 1);

      Future<Boolean> stopped = threads.submit(held.service()::stop);
      awaitStatus(held, READY, 503);
      assertEquals(200, held.client().get("/health/live").statusCode());
      HttpResponse<String> late = held.client().transcribe(Form.good().end());
      Client.assertError(503, "shutting_down", "-", late.statusCode(), late.body());
      assertEquals("close", late.headers().firstValue("Connection").orElse(""));

      early.send(Arrays.copyOfRange(form, 1, form.length));
      held.release();
      assertServed(running);
      assertEquals(200, early.receive().status());
      assertTrue(stopped.get());
      assertThrows(IOException.class, () -> new RawConnection(held.service().uri()));
    }
  }

  @Test
  void stoppingGivesUpWhenItsTimeIsOver() throws Exception {
    try (HeldService held = new HeldService(Map.of("nghe.shutdown-grace-period", "PT0.1S"))) {
      Future<HttpResponse<String>> running = transcribe(held);
      held.awaitBegun();

      assertFalse(held.service().stop());

      HttpResponse<String> answer = running.get();
      Client.assertError(503, "shutting_down", "-", answer.statusCode(), answer.body());
      assertFalse(held.service().stop());
    }
  }

  @Test
  void theServiceListensButIsNotReadyWhileTheModelLoads() throws Exception {
    int port = freePort();
    CountDownLatch loaded = new CountDownLatch(1);
    Future<NgheService> starting =
        threads.submit(
            () ->
                NgheService.start(
                    ServiceConfig.load(Map.of("server.port", Integer.toString(port))),
                    () -> modelOnceLoaded(loaded)));
    Client client = new Client(URI.create("http://127.0.0.1:" + port));
    awaitListening(port);

    assertEquals(200, client.get("/health/live").statusCode());
    assertEquals(503, client.get(READY).statusCode());
    HttpResponse<String> early = client.transcribe(Form.good().end());
    Client.assertError(503, "model_loading", "-", early.statusCode(), early.body());
    assertEquals("1", early.headers().firstValue("Retry-After").orElse(""));
    assertEquals(503, client.get("/v1/models").statusCode());

    loaded.countDown();
    try (NgheService service = starting.get()) {
      assertEquals(200, client.get(READY).statusCode());
      assertEquals(200, client.transcribe(Form.good().end()).statusCode());
      assertEquals(port, service.port());
    }
  }

  @Test
  void aFailureInsideIsNotShown() throws Exception {
    AtomicBoolean warm = new AtomicBoolean();
    LoadedModel failing =
        new LoadedModel(
            new ModelDescription("failing", "vi", 1, 1, 1, 1, Set.of(DecodingMethod.CTC)),
            Instant.EPOCH,
            (source, _) -> {
              if (!warm.get()) {
                return new Transcript("vi", HeldService.seconds(source), List.of());
              }
              throw new IllegalStateException("secret of the inside");
            },
            () -> {});
    try (NgheService service =
        NgheService.start(ServiceConfig.load(Map.of("server.port", "0")), () -> failing)) {
      warm.set(true);
      HttpResponse<String> answer = new Client(service.uri()).transcribe(Form.good().end());

      Client.assertError(500, "internal_error", "-", answer.statusCode(), answer.body());
      assertFalse(answer.body().contains("secret"));
      assertEquals(200, new Client(service.uri()).get("/v1/models").statusCode());
    }
  }

  private Future<HttpResponse<String>> transcribe(HeldService held) {
    return threads.submit(() -> held.client().transcribe(Form.good().end()));
  }

  private static void assertServed(Future<HttpResponse<String>> request) throws Exception {
    assertEquals(200, request.get().statusCode());
    assertEquals(HeldService.TEXT, Client.json(request.get().body()).path("text").asText());
  }

  private static void awaitStatus(HeldService held, String path, int status) {
    while (held.client().get(path).statusCode() != status) {
      Thread.onSpinWait();
    }
  }

  private static LoadedModel modelOnceLoaded(CountDownLatch loaded) {
    try {
      loaded.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new LoadedModel(
        new ModelDescription("late", "vi", 1, 1, 1, 1, Set.of(DecodingMethod.CTC)),
        Instant.EPOCH,
        (source, _) -> new Transcript("vi", HeldService.seconds(source), List.of()),
        () -> {});
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(int port) {
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException _) {
        Thread.onSpinWait();
      }
    }
  }
}
