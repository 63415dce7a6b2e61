// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;
import vn.nghe.service.config.ConfigurationException;

/** A service that asks for API keys. */
class KeysTest {
  private static final String ALL_ZERO = "nghe_000000000000_" + "A".repeat(43);

  @TempDir private Path folder;
  private KeyFile file;
  private String key;
  private HeldService service;

  @BeforeEach
  void start() {
    Path path = folder.resolve("keys.json");
    file = KeyFile.at(path);
    key = create(Optional.empty(), Scope.TRANSCRIBE, Scope.MODELS_READ);
    service = new HeldService(Map.of("nghe.auth.keys", path.toString()));
    service.release();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private String create(Optional<Instant> expires, Scope... scopes) {
    return file.create("test", Set.of(scopes), Instant.now(), expires, Limits.NONE).key().reveal();
  }

  @Test
  void aKeyOpensWhatItsScopesCover() {
    Client client = service.client().with(key);

    assertEquals(200, client.transcribe(Form.good().end()).statusCode());
    assertEquals(200, client.get("/v1/models").statusCode());
    assertEquals(200, client.get("/v1/models/whisper-1").statusCode());
  }

  @Test
  void withoutAKeyTheAnswerSaysWhatIsWanted() {
    for (HttpResponse<String> answer :
        List.of(
            service.client().transcribe(Form.good().end()),
            service.client().get("/v1/models"),
            service.client().get("/v1/models/whisper-1"),
            service.client().get("/no/such/path"),
            service.client().get("/v1/../v1/models"),
            service.client().get("/health/../v1/models"),
            service.client().get("/%76%31/models"))) {
      Client.assertError(401, "invalid_api_key", answer);
      assertEquals(
          "Bearer realm=\"nghe\"", answer.headers().firstValue("WWW-Authenticate").orElse(""));
    }
    assertEquals(7, service.client().refusals("no_credentials"));
  }

  @Test
  void probesAskForNoKey() {
    assertEquals(200, service.client().get("/health/live").statusCode());
    assertEquals(200, service.client().get("/health/ready").statusCode());
    assertEquals(200, service.client().get("/metrics").statusCode());
  }

  @Test
  void metricsNeedAScopeWhereOthersCanReachThem() {
    String reader = create(Optional.empty(), Scope.METRICS_READ);
    Path path = folder.resolve("keys.json");
    try (HeldService reachable =
        new HeldService(
            Map.of(
                "server.host", "0.0.0.0",
                "nghe.auth.keys", path.toString(),
                "nghe.auth.usage", folder.resolve("usage").toString()))) {
      assertEquals(200, reachable.client().get("/health/live").statusCode());
      Client.assertError(401, "invalid_api_key", reachable.client().get("/metrics"));
      Client.assertError(403, "insufficient_scope", reachable.client().with(key).get("/metrics"));
      assertEquals(200, reachable.client().with(reader).get("/metrics").statusCode());
    }
  }

  @Test
  void aScopeThatIsMissingIsNamed() {
    Client client = service.client().with(createAndAwait(Scope.MODELS_READ));

    HttpResponse<String> answer = client.transcribe(Form.good().end());

    Client.assertError(403, "insufficient_scope", answer);
    assertTrue(answer.body().contains("'transcribe'"), answer.body());
    assertEquals(
        "Bearer realm=\"nghe\", error=\"insufficient_scope\", scope=\"transcribe\"",
        answer.headers().firstValue("WWW-Authenticate").orElse(""));
    assertEquals(1, service.client().refusals("scope_missing"));
  }

  @Test
  void anAdministratorMayDoEverything() {
    Client client = service.client().with(createAndAwait(Scope.ADMIN));

    assertEquals(200, client.transcribe(Form.good().end()).statusCode());
    assertEquals(200, client.get("/v1/models").statusCode());
  }

  /** Makes a key while the service runs, and waits until it has noticed. */
  private String createAndAwait(Scope... scopes) {
    String made = create(Optional.empty(), scopes);
    service.client().awaitMetric("nghe_api_keys", file.read().size());
    return made;
  }

  @Test
  void aKeyThatIsRevokedIsRefusedWithoutARestart() {
    Client client = service.client().with(key);
    assertEquals(200, client.get("/v1/models").statusCode());

    file.revoke(file.read().getFirst().id(), Instant.now());

    HttpResponse<String> answer = client.get("/v1/models");
    while (answer.statusCode() == 200) {
      answer = client.get("/v1/models");
    }
    Client.assertError(401, "invalid_api_key", answer);
    assertTrue(answer.body().contains("revoked"), answer.body());
    assertEquals(1, service.client().refusals("key_revoked"));
  }

  @Test
  void aKeyThatHasExpiredIsRefused() {
    String old = create(Optional.of(Instant.now()), Scope.ADMIN);
    service.client().awaitMetric("nghe_api_keys", 2);

    HttpResponse<String> answer = service.client().with(old).get("/v1/models");

    Client.assertError(401, "invalid_api_key", answer);
    assertTrue(answer.body().contains("expired"), answer.body());
    assertEquals(1, service.client().refusals("key_expired"));
  }

  @Test
  void whileTheFileIsBrokenTheOldKeysStayInForce() throws Exception {
    Path path = folder.resolve("keys.json");
    String good = Files.readString(path);

    Files.writeString(path, good.substring(0, good.length() / 2));
    service.client().awaitMetric("nghe_key_file_current", 0);
    assertEquals(200, service.client().with(key).get("/v1/models").statusCode());

    Files.delete(path);
    assertEquals(200, service.client().with(key).get("/v1/models").statusCode());

    Files.writeString(path, good);
    service.client().awaitMetric("nghe_key_file_current", 1);
    assertEquals(200, service.client().with(key).get("/v1/models").statusCode());
  }

  @Test
  void aFileThatIsFarTooLargeIsNamedAndDoesNotEndTheWatch() throws Exception {
    Path path = folder.resolve("keys.json");
    String good = Files.readString(path);
    Client client = service.client().with(key);

    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    service.client().awaitMetric("nghe_key_file_current", 0);
    assertTrue(service.client().metric("nghe_periodic_failures_total{task=\"key_file\"}") > 0);
    assertEquals(200, client.get("/v1/models").statusCode());

    Files.writeString(path, good);
    file.revoke(file.read().getFirst().id(), Instant.now());
    HttpResponse<String> answer = client.get("/v1/models");
    while (answer.statusCode() == 200) {
      answer = client.get("/v1/models");
    }
    Client.assertError(401, "invalid_api_key", answer);
    service.client().awaitMetric("nghe_key_file_current", 1);
  }

  @Test
  void aFileThatLinksLeadToIsFollowed() throws Exception {
    Path volume = Files.createDirectories(folder.resolve("volume/..1"));
    Path next = Files.createDirectories(folder.resolve("volume/..2"));
    Path path = folder.resolve("keys.json");
    Files.copy(path, volume.resolve("keys.json"));
    // As Kubernetes mounts a secret, and as it exchanges what is mounted.
    Path data = folder.resolve("volume/..data");
    Files.createSymbolicLink(data, Path.of("..1"));
    Path mounted = folder.resolve("volume/keys.json");
    Files.createSymbolicLink(mounted, Path.of("..data/keys.json"));
    try (HeldService other =
        new HeldService(
            Map.of(
                "nghe.auth.keys", mounted.toString(),
                "nghe.auth.usage", folder.resolve("usage").toString()))) {
      assertEquals(200, other.client().with(key).get("/v1/models").statusCode());

      file.revoke(file.read().getFirst().id(), Instant.now());
      Files.copy(path, next.resolve("keys.json"));
      Path swapped = Files.createSymbolicLink(folder.resolve("volume/..tmp"), Path.of("..2"));
      Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE);

      awaitRefusal(other.client().with(key));
    }
  }

  private static void awaitRefusal(Client client) {
    HttpResponse<String> answer = client.get("/v1/models");
    while (answer.statusCode() == 200) {
      answer = client.get("/v1/models");
    }
    Client.assertError(401, "invalid_api_key", answer);
  }

  /**
   * A descriptor of a file stays with it when its name is given to another, as a mount of a single
   * file does.
   */
  @Test
  void aMountOfAFileThatWasReplacedIsFoundOut() throws Exception {
    Path path = folder.resolve("keys.json");
    try (RandomAccessFile mount = new RandomAccessFile(path.toFile(), "r")) {
      Path mounted = descriptorOf(path);
      try (HeldService other =
          new HeldService(
              Map.of(
                  "nghe.auth.keys", mounted.toString(),
                  "nghe.auth.usage", folder.resolve("usage").toString()))) {
        assertEquals(1, other.client().metric("nghe_key_file_current"));

        file.revoke(file.read().getFirst().id(), Instant.now());

        other.client().awaitMetric("nghe_key_file_current", 0);
        assertTrue(mount.length() > 0);
      }
    }
  }

  private static Path descriptorOf(Path file) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.exists(descriptor)
            && Files.isSameFile(descriptor, file)
            && Files.readSymbolicLink(descriptor).equals(file.toRealPath())) {
          return descriptor;
        }
      }
    }
    throw new AssertionError(file + " is not open");
  }

  @Test
  void aRevocationIsSaidToBeTakenUpOnceItIs() {
    String id = file.read().getFirst().id();

    assertEquals(KeyFile.Uptake.TAKEN_UP, file.revoke(id, Instant.now(), Duration.ofMinutes(1)));

    Client.assertError(401, "invalid_api_key", service.client().with(key).get("/v1/models"));
    service.close();
    assertEquals(KeyFile.Uptake.NOT_IN_USE, file.revoke(id, Instant.now(), Duration.ofMinutes(1)));
  }

  @Test
  void whoCannotReadTheFileForTooLongIsNotReadyAnyMore() throws Exception {
    Path path = folder.resolve("keys.json");
    String good = Files.readString(path);
    try (HeldService impatient =
        new HeldService(
            Map.of(
                "nghe.auth.keys", path.toString(),
                "nghe.auth.keys-stale-after", "PT0.5S",
                "nghe.auth.usage", folder.resolve("usage").toString()))) {
      Client client = impatient.client();
      assertEquals(200, client.get("/health/ready").statusCode());

      Files.delete(path);
      Files.createDirectory(path);
      HttpResponse<String> health = client.get("/health/ready");
      while (health.statusCode() == 200) {
        health = client.get("/health/ready");
      }
      assertEquals(503, health.statusCode());
      assertTrue(health.body().contains("keys"), health.body());
      assertEquals(200, client.with(key).get("/v1/models").statusCode());

      Files.delete(path);
      Files.writeString(path, good);
      while (client.get("/health/ready").statusCode() != 200) {
        Thread.onSpinWait();
      }
      assertEquals(1, client.metric("nghe_key_file_current"));
    }
  }

  static Stream<String> wrongKeys() {
    return Stream.of(
        ALL_ZERO,
        "sk-proj-1234567890",
        "nghe_",
        ALL_ZERO + "A",
        ALL_ZERO.toUpperCase(Locale.ROOT),
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.");
  }

  @ParameterizedTest
  @MethodSource("wrongKeys")
  void aKeyThatIsNotKnownIsRefused(String wrong) {
    HttpResponse<String> answer = service.client().with(wrong).get("/v1/models");

    Client.assertError(401, "invalid_api_key", answer);
    assertFalse(answer.body().contains(wrong), answer.body());
    assertEquals(
        "Bearer realm=\"nghe\", error=\"invalid_token\"",
        answer.headers().firstValue("WWW-Authenticate").orElse(""));
    assertEquals(1, service.client().refusals("unknown_key"));
  }

  @Test
  void everyCharacterOfAKeyCounts() {
    for (int i = "nghe_".length(); i < key.length(); i++) {
      char other = key.charAt(i) == '1' ? '2' : '1';
      String wrong = key.substring(0, i) + other + key.substring(i + 1);

      Client.assertError(401, "invalid_api_key", service.client().with(wrong).get("/v1/models"));
    }
  }

  static Stream<String> hostileHeaders() {
    return Stream.of(
        "Authorization:\r\n",
        "Authorization: \r\n",
        "Authorization: Bearer\r\n",
        "Authorization: Bearer \r\n",
        "Authorization: Basic dXNlcjpwYXNz\r\n",
        "Authorization: " + ALL_ZERO + "\r\n",
        "Authorization: Bearer a b\r\n",
        "Authorization: Bearer a,b\r\n",
        "Authorization: Bearer khoá\r\n",
        "Authorization: Bearer \u0001\r\n",
        "Authorization: Bearer " + "a".repeat(9_000) + "\r\n",
        "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n",
        "Authorization: Bearer a\r\n".repeat(100));
  }

  @ParameterizedTest
  @MethodSource("hostileHeaders")
  void aHeaderThatIsNoTokenIsRefused(String header) throws Exception {
    try (RawConnection connection = new RawConnection(service.service().uri())) {
      connection.send("GET /v1/models HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n");
      RawConnection.Answer answer = connection.receive();

      assertTrue(answer.status() == 401 || answer.status() == 400, answer.toString());
      assertFalse(answer.body().contains("aaaa"), answer.body());
    }
    assertEquals(200, service.client().with(key).get("/v1/models").statusCode());
  }

  @Test
  void theSchemeIsReadInAnyCase() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.service().uri().resolve("/v1/models"))
            .header("Authorization", "bEARER  " + key);

    assertEquals(200, service.client().send(request).statusCode());
  }

  @Test
  void aStrangersBodyIsNotReadToItsEnd() throws Exception {
    try (RawConnection connection = new RawConnection(service.service().uri())) {
      connection.sendHead("Content-Length: 1000000\r\n").send("begun");

      assertEquals(401, connection.receive().status());
      assertTrue(connection.isClosedByService());
    }
    assertEquals(0, service.client().metric("nghe_upload_memory_bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys.json", "missing.json"})
  void aKeyFileThatCannotBeUsedIsNamedAtTheStart(String name) throws Exception {
    Path path = folder.resolve(name);
    if (Files.exists(path)) {
      Files.writeString(path, "{\"keys\": [{\"id\": \"x\"}]}");
    }

    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> new HeldService(Map.of("nghe.auth.keys", path.toString())));

    assertTrue(e.getMessage().startsWith("nghe.auth.keys: " + path), e.getMessage());
  }
}
