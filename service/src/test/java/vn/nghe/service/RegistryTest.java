// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.models.StoreAddress;

/** Changing models while the service runs, from a store in a folder. */
class RegistryTest {
  private static final String MODELS = "/admin/models";
  private static final String ROLLBACK = "/admin/models/rollback";

  @TempDir private Path scratch;
  private StoreAddress store;

  @BeforeEach
  void publishTwoVersions() throws Exception {
    store = new StoreAddress(scratch.resolve("store").toString(), Optional.empty(), "us-east-1");
    TestModels.publishTiny(store, "1");
    TestModels.publishTiny(store, "2");
  }

  private Map<String, String> settings(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("server.port", "0");
    settings.put("nghe.model", TestFiles.tinyModel().toString());
    settings.put("nghe.registry.store", store.place());
    settings.put("nghe.registry.cache", scratch.resolve("cache").toString());
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  private NgheService start(String... more) {
    return NgheService.start(ServiceConfig.load(settings(more)));
  }

  private static String activate(String version) {
    return "/admin/models/" + TestModels.TINY + "/versions/" + version + "/activate";
  }

  private static void assertServes(Client client, String version) {
    assertEquals(
        1,
        client.metric(
            "nghe_model_info{name=\"" + TestModels.TINY + "\",version=\"" + version + "\"}"));
    assertEquals(
        version, Client.json(client.get(MODELS).body()).path("active").path("version").asText());
    HttpResponse<String> answer =
        client.transcribe(
            new Form()
                .file("file", "clip.wav", TestFiles.shortClip())
                .text("model", TestModels.TINY)
                .end());
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void theFolderServesUntilAVersionIsActivated() {
    try (NgheService service = start()) {
      Client client = new Client(service.uri());
      HttpResponse<String> before = client.get(MODELS);
      assertEquals(200, before.statusCode());
      assertTrue(Client.json(before.body()).path("active").isNull(), before.body());
      assertEquals(1, client.metric("nghe_model_info{name=\"random-tiny\",version=\"\"}"));

      HttpResponse<String> after = client.send("POST", activate("1"));

      assertEquals(200, after.statusCode(), after.body());
      assertEquals(List.of("1 active"), TestModels.states(after.body()));
      assertServes(client, "1");
      assertEquals(1, client.metric("nghe_model_swaps_total{outcome=\"activated\"}"));
      client.awaitMetric("nghe_models_open", 1);
      HttpResponse<String> refreshed = client.send("POST", "/admin/models/refresh");
      assertEquals(List.of("1 active", "2 published"), TestModels.states(refreshed.body()));
    }
  }

  @Test
  void aRollbackServesTheVersionBeforeAndAnotherComesBack() {
    try (NgheService service = start()) {
      Client client = new Client(service.uri());
      client.send("POST", activate("1"));
      Client.assertError(409, "nothing_to_roll_back", client.send("POST", ROLLBACK));
      client.send("POST", activate("2"));

      assertEquals(200, client.send("POST", ROLLBACK).statusCode());
      assertServes(client, "1");
      assertEquals(200, client.send("POST", ROLLBACK).statusCode());
      assertServes(client, "2");
    }
  }

  @Test
  void whatIsBrokenLeavesTheOldVersionServingAndSaysSo() throws Exception {
    TestModels.publishBroken(store, "broken", scratch);
    TestModels.publishDamaged(store, "damaged");
    Files.writeString(scratch.resolve("store/tiny/2/manifest.json"), "{\"files\":[{\"name\":3");
    try (NgheService service = start()) {
      Client client = new Client(service.uri());
      client.send("POST", activate("1"));

      HttpResponse<String> broken = client.send("POST", activate("broken"));
      Client.assertError(422, "model_unusable", broken);
      assertTrue(broken.body().contains("ctc_head.0.weight"), broken.body());
      assertFalse(broken.body().contains(scratch.toString()), broken.body());
      HttpResponse<String> damaged = client.send("POST", activate("damaged"));
      Client.assertError(422, "model_unusable", damaged);
      assertTrue(damaged.body().contains("SHA-256"), damaged.body());
      Client.assertError(422, "model_unusable", client.send("POST", activate("2")));
      Client.assertError(404, "model_not_found", client.send("POST", activate("3")));
      Client.assertError(400, "invalid_value", client.send("POST", activate(".hidden")));

      assertServes(client, "1");
      assertEquals(4, client.metric("nghe_model_swaps_total{outcome=\"failed\"}"));
      for (String reason : List.of("model_unusable", "checksum_mismatch", "manifest_malformed")) {
        assertEquals(1, client.metric("nghe_registry_errors_total{reason=\"" + reason + "\"}"));
      }
      List<String> states = TestModels.states(client.get(MODELS).body());
      assertEquals(
          List.of("1 active", "2 failed", "3 failed", "broken failed", "damaged failed"), states);
    }
  }

  @Test
  void aVersionThatHearsNothingDoesNotTakeOver() throws Exception {
    TestModels.publishNotFinite(store, "nan", scratch);
    TestModels.publishDeaf(store, "deaf", scratch);
    try (NgheService service = start()) {
      Client client = new Client(service.uri());
      client.send("POST", activate("1"));

      HttpResponse<String> nan = client.send("POST", activate("nan"));
      Client.assertError(422, "model_unusable", nan);
      assertTrue(nan.body().contains("tensor ") && nan.body().contains("NaN"), nan.body());
      HttpResponse<String> deaf = client.send("POST", activate("deaf"));
      Client.assertError(422, "model_unusable", deaf);
      assertTrue(deaf.body().contains("smoke_text"), deaf.body());
      assertFalse(deaf.body().contains(scratch.toString()), deaf.body());

      assertServes(client, "1");
    }
  }

  /** Four files of a quarter of all longs each have a sum of zero, so they would have had room. */
  @Test
  void aManifestWhoseSizesOverflowIsRefused() throws Exception {
    StringBuilder files = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      files
          .append(i == 0 ? "" : ",")
          .append("{\"name\":\"f" + i + "\",\"size\":" + (1L << 62) + ",\"sha256\":\"")
          .append("0".repeat(64))
          .append("\"}");
    }
    Files.writeString(scratch.resolve("store/tiny/2/manifest.json"), "{\"files\":[" + files + "]}");
    try (NgheService service = start()) {
      HttpResponse<String> answer = new Client(service.uri()).send("POST", activate("2"));

      Client.assertError(422, "model_unusable", answer);
      assertTrue(answer.body().contains("f0 cannot have"), answer.body());
    }
  }

  @Test
  void aPointerThatMovesIsFollowedAndABrokenOneIsNot() throws Exception {
    TestModels.publishDamaged(store, "3");
    TestModels.point(store, "1");
    try (NgheService service = start("nghe.registry.poll", "PT0.05S")) {
      Client client = new Client(service.uri());
      assertServes(client, "1");

      TestModels.point(store, "3");
      client.awaitMetric("nghe_registry_errors_total{reason=\"checksum_mismatch\"}", 1);
      assertServes(client, "1");
      TestModels.point(store, "2");
      client.awaitMetric("nghe_model_swaps_total{outcome=\"activated\"}", 1);
      assertServes(client, "2");
      assertEquals(1, client.metric("nghe_model_swaps_total{outcome=\"failed\"}"));
    }
  }

  @Test
  void aStoreThatGoesAndComesBackIsFollowedOn() throws Exception {
    TestModels.point(store, "1");
    try (NgheService service = start("nghe.registry.poll", "PT0.05S")) {
      Client client = new Client(service.uri());
      assertServes(client, "1");
      Path away = scratch.resolve("away");

      Files.move(Path.of(store.place()), away);
      String failures = "nghe_periodic_failures_total{task=\"model_store\"}";
      while (client.metric(failures) < 2) {
        Thread.onSpinWait();
      }
      assertTrue(client.metric("nghe_periodic_overdue_seconds{task=\"model_store\"}") > 0);

      Files.move(away, Path.of(store.place()));
      TestModels.point(store, "2");
      client.awaitMetric("nghe_model_swaps_total{outcome=\"activated\"}", 1);
      assertServes(client, "2");
    }
  }

  @Test
  void aRollbackHereIsNotUndoneByThePointer() {
    TestModels.point(store, "1");
    try (NgheService service = start()) {
      Client client = new Client(service.uri());
      TestModels.point(store, "2");
      client.send("POST", "/admin/models/refresh");
      assertServes(client, "2");

      client.send("POST", ROLLBACK);
      client.send("POST", "/admin/models/refresh");

      assertServes(client, "1");
    }
  }

  @Test
  void aDamagedCacheIsDownloadedAgain() throws Exception {
    try (NgheService service = start()) {
      new Client(service.uri()).send("POST", activate("1"));
    }
    Path weights = scratch.resolve("cache/ready/tiny/1/model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);

    try (NgheService service = start()) {
      assertServes(new Client(service.uri()), "1");
    }
    bytes[bytes.length - 1] ^= 1;
    assertEquals(-1, Files.mismatch(weights, TestFiles.tinyModel().resolve("model.safetensors")));
  }

  @Test
  void twoServicesCannotShareACache() {
    try (NgheService _ = start()) {
      ConfigurationException refusal = assertThrows(ConfigurationException.class, this::start);
      assertTrue(refusal.getMessage().contains("nghe.registry.cache"), refusal.getMessage());
    }
  }

  @Test
  void onlyOperatorsMayChangeModels() {
    Path keys = scratch.resolve("keys.json");
    String operator = key(keys, Scope.ADMIN);
    String user = key(keys, Scope.MODELS_READ);
    try (NgheService service = start("nghe.auth.keys", keys.toString())) {
      Client client = new Client(service.uri());
      Client.assertError(401, "invalid_api_key", client.send("POST", activate("1")));
      Client.assertError(403, "insufficient_scope", client.with(user).send("POST", activate("1")));
      assertEquals(200, client.with(operator).send("POST", activate("1")).statusCode());
      Client.assertError(405, "method_not_allowed", client.with(operator).get(activate("1")));
    }
  }

  private static String key(Path file, Scope scope) {
    return KeyFile.at(file)
        .create("test", Set.of(scope), Instant.now(), Optional.empty(), Limits.NONE)
        .key()
        .reveal();
  }

  @Test
  void withoutKeysOnlyThisMachineAndNoPageMayChangeModels() {
    try (NgheService service =
        start("server.host", "0.0.0.0", "nghe.allow-unauthenticated", "true")) {
      Client client = new Client(java.net.URI.create("http://127.0.0.1:" + service.port()));
      Client.assertError(403, "insufficient_scope", client.send("POST", activate("1")));
    }
    try (NgheService service = start()) {
      Client client = new Client(service.uri());
      HttpResponse<String> page =
          client.send(
              HttpRequest.newBuilder(service.uri().resolve(ROLLBACK))
                  .header("Origin", "https://evil.example")
                  .POST(HttpRequest.BodyPublishers.noBody()));
      Client.assertError(403, "origin_not_allowed", page);
    }
  }

  @Test
  void aServiceWithoutAStoreSaysSo() {
    HttpResponse<String> answer = SharedService.client().get(MODELS);

    Client.assertError(404, "not_found", answer);
    assertTrue(answer.body().contains("nghe.registry.store"), answer.body());
  }
}
