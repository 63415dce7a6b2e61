// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.api.Decoding;
import vn.nghe.api.DecodingMethod;
import vn.nghe.api.ModelDescription;
import vn.nghe.api.ProgressListener;
import vn.nghe.api.Recognised;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.service.inference.Recogniser;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/** What is open when its key is revoked or expires. */
class AccessLossTest {
  private static final String SESSIONS = "nghe_realtime_sessions_total{end=\"unauthorised\"}";

  @TempDir private Path folder;
  private KeyFile file;
  private NgheService service;
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile boolean tellsWords = true;

  @BeforeEach
  void start() {
    Path path = folder.resolve("keys.json");
    file = KeyFile.at(path);
    create(Optional.empty());
    service =
        NgheService.start(
            ServiceConfig.load(
                Map.of(
                    "server.port", "0",
                    "nghe.workers", "1",
                    "nghe.auth.keys", path.toString(),
                    "nghe.realtime.sessions", "4")),
            AccessLossTest.this::model);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private String create(Optional<Instant> expires) {
    return file.create("test", Set.of(Scope.TRANSCRIBE), Instant.now(), expires, Limits.NONE)
        .key()
        .reveal();
  }

  /** Makes a key while the service runs, and waits until it has noticed. */
  private String createAndAwait(Optional<Instant> expires) {
    String made = create(expires);
    client().awaitMetric("nghe_api_keys", file.read().size());
    return made;
  }

  private void revoke(String key) {
    file.revoke(key.substring("nghe_".length()).substring(0, 12), Instant.now());
  }

  private Client client() {
    return new Client(service.uri());
  }

  private LoadedModel model() {
    return new LoadedModel(
        new ModelDescription("held", "vi", 1, 1, 1, 1, Set.of(DecodingMethod.CTC)),
        Instant.EPOCH,
        new Held(),
        () -> {});
  }

  /**
   * Tells one word of a recording with a listener that can be interrupted, and goes on for ever.
   */
  private final class Held implements Recogniser {
    @Override
    public Transcript transcribe(AudioSource source, Decoding decoding) {
      return new Transcript("vi", HeldService.seconds(source), List.of(new Word("xong", 0, 1, 1)));
    }

    @Override
    public Transcript transcribe(AudioSource source, Decoding decoding, ProgressListener listener) {
      if (tellsWords) {
        listener.recognised(new Recognised(1, List.of(new Word("xong", 0, 1, 1))));
      }
      begun.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      throw new AssertionError();
    }
  }

  private RealtimeClient session(String key) {
    RealtimeClient session =
        RealtimeClient.open(
            service, "?intent=transcription", "realtime", "openai-insecure-api-key." + key);
    session.await("session.created");
    return session;
  }

  private void assertEnded(RealtimeClient session) {
    assertEquals("invalid_api_key", session.await("error").at("/error/code").asText());
    assertEquals(1008, session.awaitClose());
    client().awaitMetric(SESSIONS, 1);
    client().awaitMetric("nghe_realtime_sessions_open", 0);
  }

  @Test
  void aSessionEndsWhenItsKeyIsRevoked() {
    String key = createAndAwait(Optional.empty());
    String other = createAndAwait(Optional.empty());
    RealtimeClient session = session(key);
    try (RealtimeClient stays = session(other)) {
      revoke(key);

      assertEquals("invalid_api_key", session.await("error").at("/error/code").asText());
      assertEquals(1008, session.awaitClose());
      client().awaitMetric(SESSIONS, 1);
      client().awaitMetric("nghe_realtime_sessions_open", 1);
      assertEquals("pong", stays.ping("pong"));
    }
    assertEquals(1, client().refusals("key_revoked"));
  }

  @Test
  void aSessionEndsWhenItsKeyExpires() {
    assertEnded(session(createAndAwait(Optional.of(Instant.now().plusSeconds(4)))));
    assertEquals(1, client().refusals("key_expired"));
  }

  @Test
  void aClientThatDoesNotTakePartInTheEndIsEndedAnyway() throws IOException {
    String key = createAndAwait(Optional.empty());
    try (RawConnection silent = new RawConnection(service.uri())) {
      silent.send(
          "GET /v1/realtime HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
              + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + "Authorization: Bearer "
              + key
              + "\r\n\r\n");
      client().awaitMetric("nghe_realtime_sessions_open", 1);

      revoke(key);

      client().awaitMetric(SESSIONS, 1);
      client().awaitMetric("nghe_realtime_sessions_open", 0);
    }
  }

  private CompletableFuture<HttpResponse<String>> stream(String key) throws Exception {
    CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();
    Form form = Form.ofFile(TestFiles.shortClip()).text("stream", "true").end();
    Thread.ofVirtual().start(() -> answer.complete(client().with(key).transcribe(form)));
    begun.await();
    return answer;
  }

  @Test
  void aStreamEndsWithAnErrorWhenItsKeyIsRevoked() throws Exception {
    String key = createAndAwait(Optional.empty());
    CompletableFuture<HttpResponse<String>> answer = stream(key);

    revoke(key);

    HttpResponse<String> ended = answer.get();
    assertEquals(200, ended.statusCode());
    List<String> events = ended.body().lines().filter(line -> !line.isEmpty()).toList();
    assertTrue(events.getFirst().contains("transcript.text.delta"), ended.body());
    assertTrue(events.getLast().contains("\"type\":\"error\""), ended.body());
    assertTrue(events.getLast().contains("\"invalid_api_key\""), ended.body());
    client().awaitMetric("nghe_workers_busy", 0);
  }

  @Test
  void aStreamThatHasNotBegunIsRefusedWhenItsKeyIsRevoked() throws Exception {
    tellsWords = false;
    String key = createAndAwait(Optional.empty());
    CompletableFuture<HttpResponse<String>> answer = stream(key);

    revoke(key);

    Client.assertError(401, "invalid_api_key", answer.get());
    client().awaitMetric("nghe_workers_busy", 0);
  }
}
