// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.models.StoreAddress;

/** A store that sends a byte now and then: a folder with a pipe in the place of a file. */
class DrippingStoreTest {
  private static final String MODELS = "/admin/models";
  private static final String SLOW = "/admin/models/tiny/versions/slow/activate";

  @TempDir private Path scratch;
  private StoreAddress store;

  @BeforeEach
  void publish() throws Exception {
    store = new StoreAddress(scratch.resolve("store").toString(), Optional.empty(), "us-east-1");
    TestModels.publishTiny(store, "1");
    TestModels.publishTiny(store, "2");
    TestModels.publishTiny(store, "slow");
  }

  private NgheService start(String timeout) {
    return NgheService.start(
        ServiceConfig.load(
            Map.of(
                "server.port", "0",
                "nghe.model", TestFiles.tinyModel().toString(),
                "nghe.registry.store", store.place(),
                "nghe.registry.timeout", timeout,
                "nghe.registry.cache", scratch.resolve("cache").toString())));
  }

  /** A pipe in the place of a file of the version. */
  private Path pipe(String file) throws Exception {
    Path pipe = scratch.resolve("store/tiny/slow").resolve(file);
    Files.delete(pipe);
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    return pipe;
  }

  private static void send(RandomAccessFile pipe) {
    try {
      pipe.write(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String active(Client client) {
    return Client.json(client.get(MODELS).body()).path("active").path("version").asText();
  }

  @Test
  void aRollbackDoesNotWaitForADownload() throws Exception {
    Path pipe = pipe("model.safetensors");
    try (NgheService service = start("PT5M");
        // Open at both ends, so that the service can open it, too, and finds nothing in it.
        RandomAccessFile sender = new RandomAccessFile(pipe.toFile(), "rw")) {
      Client client = new Client(service.uri());
      client.send("POST", "/admin/models/tiny/versions/1/activate");
      client.send("POST", "/admin/models/tiny/versions/2/activate");
      CompletableFuture<HttpResponse<String>> slow = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> slow.complete(client.send("POST", SLOW)));
      byte[] weights = TestFiles.bytes(TestFiles.tinyModel().resolve("model.safetensors"));
      sender.write(weights, 0, 1);
      // Once the byte is on the disk, the download is under way.
      Path part = scratch.resolve("cache/arriving/tiny/slow/model.safetensors");
      while (!Files.exists(part) || Files.size(part) == 0) {
        Thread.onSpinWait();
      }

      HttpResponse<String> back = client.send("POST", "/admin/models/rollback");

      assertEquals(200, back.statusCode(), back.body());
      assertEquals("1", active(client));
      assertTrue(Files.exists(part), "the download goes on");
      // The rest comes, and the change that was asked for last stays.
      sender.write(weights, 1, weights.length - 1);
      assertEquals(200, slow.get().statusCode(), slow.get().body());
      assertEquals("1", active(client));
    }
  }

  @Test
  void aDownloadThatDripsIsGivenUp() throws Exception {
    Path pipe = pipe("model.safetensors");
    try (NgheService service = start("PT1S");
        RandomAccessFile sender = new RandomAccessFile(pipe.toFile(), "rw")) {
      Client client = new Client(service.uri());
      client.send("POST", "/admin/models/tiny/versions/1/activate");
      ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
      try {
        var _ = drip.scheduleAtFixedRate(() -> send(sender), 0, 20, TimeUnit.MILLISECONDS);

        HttpResponse<String> slow = client.send("POST", SLOW);

        Client.assertError(503, "model_store_unavailable", slow);
        assertTrue(slow.body().contains("too slowly"), slow.body());
      } finally {
        drip.shutdownNow();
      }
      assertEquals("1", active(client));
    }
  }

  @Test
  void aManifestThatDripsIsGivenUp() throws Exception {
    Path pipe = pipe("manifest.json");
    try (NgheService service = start("PT1S");
        RandomAccessFile sender = new RandomAccessFile(pipe.toFile(), "rw")) {
      Client client = new Client(service.uri());
      sender.write('{');

      Client.assertError(503, "model_store_unavailable", client.send("POST", SLOW));

      assertEquals(200, client.send("POST", "/admin/models/tiny/versions/1/activate").statusCode());
    }
  }
}
