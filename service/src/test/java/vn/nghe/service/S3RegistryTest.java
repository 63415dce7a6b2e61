// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.models.ModelVersion;
import vn.nghe.service.models.RegistryException;
import vn.nghe.service.models.StoreAddress;

/** Changing models from a server that speaks S3, with all that can happen on the way to it. */
class S3RegistryTest {
  private static final String NAME = "nghe-base-vi";
  private static final int SWAPS = 20;
  private static final int CLIENTS = 4;

  @TempDir private static Path files;
  private static S3Server server;
  private static StoreAddress store;

  @TempDir private Path cache;

  /** Two versions of the default model that hear the same and differ in what nobody loads. */
  @BeforeAll
  static void publish() throws Exception {
    server = new S3Server(Files.createDirectories(files.resolve("s3")));
    store = server.address("registry");
    Path first = Files.createDirectories(files.resolve("first"));
    for (String name : List.of("config.json", "model.safetensors", "vocab.json")) {
      Files.write(first.resolve(name), TestFiles.bytes(TestFiles.model().resolve(name)));
    }
    TestModels.publish(store, first, new ModelVersion(NAME, "1"));
    Files.writeString(first.resolve("README.md"), "The second version.");
    TestModels.publish(store, first, new ModelVersion(NAME, "2"));
    TestModels.publishTiny(store, "1");
    TestModels.publishTiny(store, "2");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private NgheService start(int port) {
    return NgheService.start(
        ServiceConfig.load(
            Map.of(
                "server.port", "0",
                "nghe.model", TestFiles.tinyModel().toString(),
                "nghe.registry.store", store.place(),
                "nghe.registry.endpoint", "http://127.0.0.1:" + port,
                "nghe.registry.cache", cache.toString())));
  }

  private static String activate(String name, String version) {
    return "/admin/models/" + name + "/versions/" + version + "/activate";
  }

  @Test
  void twentySwapsLoseNoRequest() throws Exception {
    try (NgheService service = start(server.port());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Client operator = new Client(service.uri());
      assertEquals(200, operator.send("POST", activate(NAME, "1")).statusCode());
      String expected = operator.transcribe(Form.good().end()).body();
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger answered = new AtomicInteger();
      Callable<List<String>> listener =
          () -> {
            List<String> wrong = new ArrayList<>();
            Client client = new Client(service.uri());
            while (!over.get()) {
              HttpResponse<String> answer = client.transcribe(Form.good().end());
              if (answer.statusCode() != 200 || !answer.body().equals(expected)) {
                wrong.add(answer.statusCode() + " " + answer.body());
              }
              answered.incrementAndGet();
            }
            return wrong;
          };
      List<Future<List<String>>> listeners = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        listeners.add(threads.submit(listener));
      }

      int failedSwaps = 0;
      for (int i = 0; i < SWAPS; i++) {
        int before = answered.get();
        String version = i % 2 == 0 ? "2" : "1";
        failedSwaps += operator.send("POST", activate(NAME, version)).statusCode() == 200 ? 0 : 1;
        // Each version is heard by somebody before the next.
        while (answered.get() < before + CLIENTS) {
          Thread.onSpinWait();
        }
      }
      over.set(true);

      assertEquals(0, failedSwaps);
      for (Future<List<String>> each : listeners) {
        assertEquals(List.of(), each.get());
      }
      assertTrue(answered.get() >= SWAPS * CLIENTS, answered::toString);
      assertEquals(SWAPS + 1, operator.metric("nghe_model_swaps_total{outcome=\"activated\"}"));
      // All that were replaced are freed.
      operator.awaitMetric("nghe_models_open", 1);
    }
  }

  @Test
  void aDownloadThatBreaksOffGoesOnWhereItWas() throws Exception {
    long cut = 200_000;
    try (CuttingProxy proxy = new CuttingProxy(server.port());
        NgheService service = start(proxy.port())) {
      Client client = new Client(service.uri());
      proxy.cutAfter(cut);
      Client.assertError(
          503, "model_store_unavailable", client.send("POST", activate(TestModels.TINY, "1")));
      assertEquals(200, client.get("/v1/models").statusCode());
      long arrived = Files.size(cache.resolve("arriving/tiny/1/model.safetensors"));
      assertTrue(arrived > 0 && arrived <= cut, () -> "arrived: " + arrived);

      proxy.mend();
      HttpResponse<String> answer = client.send("POST", activate(TestModels.TINY, "1"));

      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals(List.of(arrived), proxy.ranges());
      assertEquals(
          -1,
          Files.mismatch(
              cache.resolve("ready/tiny/1/model.safetensors"),
              TestFiles.tinyModel().resolve("model.safetensors")));
    }
  }

  @Test
  void aKilledServiceServesWhatItServedThoughTheStoreIsDown() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(server.port())) {
      String[] properties = {
        "-Dserver.port=0",
        "-Dnghe.registry.store=" + store.place(),
        "-Dnghe.registry.endpoint=http://127.0.0.1:" + proxy.port(),
        "-Dnghe.registry.cache=" + cache,
        "-Dnghe.registry.poll=PT0.05S",
        "-Daws.sharedCredentialsFile=" + System.getProperty("aws.sharedCredentialsFile")
      };
      try (ServiceProcess process = ServiceProcess.start(properties)) {
        Client client = new Client(process.awaitReady());
        assertEquals(200, client.send("POST", activate(TestModels.TINY, "1")).statusCode());
        assertEquals(200, client.send("POST", activate(TestModels.TINY, "2")).statusCode());
        process.kill();
      }

      proxy.breakDown();
      try (ServiceProcess process = ServiceProcess.start(properties)) {
        Client client = new Client(process.awaitReady());
        assertEquals(1, client.metric("nghe_model_info{name=\"tiny\",version=\"2\"}"));
        assertEquals(200, client.send("POST", "/admin/models/rollback").statusCode());
        assertEquals(1, client.metric("nghe_model_info{name=\"tiny\",version=\"1\"}"));
        Client.assertError(
            503, "model_store_unavailable", client.send("POST", "/admin/models/refresh"));
        String log = process.output();
        assertTrue(log.contains("cannot be used"), log);
      }
    }
  }

  @Test
  void credentialsAreNotShown() {
    StoreAddress unreachable =
        new StoreAddress(store.place(), Optional.of(URI.create("http://127.0.0.1:1")), "us-east-1");
    String message =
        assertThrows(RegistryException.class, () -> unreachable.open().list()).getMessage();
    assertTrue(message.contains(store.place()), message);
    assertFalse(message.contains(S3Server.SECRET), message);
  }
}
