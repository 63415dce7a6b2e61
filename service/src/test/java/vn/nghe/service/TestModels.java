// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vn.nghe.service.models.ModelVersion;
import vn.nghe.service.models.PublishedModels;
import vn.nghe.service.models.StoreAddress;

/** Publishes models for tests. */
final class TestModels {
  /** A model of half a megabyte, which writes nonsense. */
  static final String TINY = "tiny";

  private static final String WEIGHTS = "model.safetensors";

  private TestModels() {}

  static ModelVersion version(String name) {
    return new ModelVersion(TINY, name);
  }

  static void publishTiny(StoreAddress store, String version) throws IOException {
    publish(store, TestFiles.tinyModel(), version(version));
  }

  /** Publishes a tiny model of which a tensor is missing, with checksums that are right. */
  static void publishBroken(StoreAddress store, String version, Path scratch) throws IOException {
    Path folder = copy(scratch.resolve("broken"));
    String weights = Files.readString(folder.resolve(WEIGHTS), StandardCharsets.ISO_8859_1);
    Files.writeString(
        folder.resolve(WEIGHTS),
        weights.replaceFirst("ctc_head\\.0\\.weight", "ctc_head.8.weight"),
        StandardCharsets.ISO_8859_1);
    publish(store, folder, version(version));
  }

  /** Publishes a tiny model of which one value is NaN, with checksums that are right. */
  static void publishNotFinite(StoreAddress store, String version, Path scratch)
      throws IOException {
    Path folder = copy(scratch.resolve("not-finite"));
    Path file = folder.resolve(WEIGHTS);
    ByteBuffer weights = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    // The last value of the last tensor.
    weights.putFloat(weights.capacity() - Float.BYTES, Float.NaN);
    Files.write(file, weights.array());
    publish(store, folder, version(version));
  }

  /** Publishes a tiny model that is said to hear something, and does not. */
  static void publishDeaf(StoreAddress store, String version, Path scratch) throws IOException {
    Path folder = copy(scratch.resolve("deaf"));
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config).replace("\"smoke_text\": \"\"", "\"smoke_text\": \"xe hoa\""));
    publish(store, folder, version(version));
  }

  private static Path copy(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(TestFiles.tinyModel())) {
      for (Path file : files.toList()) {
        Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return folder;
  }

  /** Publishes a tiny model and changes one byte of it in the store. */
  static void publishDamaged(StoreAddress store, String version) throws IOException {
    publishTiny(store, version);
    byte[] weights = TestFiles.bytes(TestFiles.tinyModel().resolve(WEIGHTS));
    weights[weights.length / 2] ^= 1;
    store.open().put(version(version) + "/" + WEIGHTS, weights);
  }

  static void publish(StoreAddress store, Path folder, ModelVersion version) throws IOException {
    try (PublishedModels models = new PublishedModels(store.open())) {
      models.publish(folder, version, _ -> {});
    }
  }

  /** Points all replicas at a version. */
  static void point(StoreAddress store, String version) {
    try (PublishedModels models = new PublishedModels(store.open())) {
      models.activate(version(version));
    }
  }

  /** What the versions of a listing are, such as {@code 1 active}. */
  static List<String> states(String listing) {
    return Client.json(listing).path("models").findValues("versions").stream()
        .flatMap(versions -> versions.valueStream())
        .map(known -> known.path("version").asText() + " " + known.path("state").asText())
        .toList();
  }
}
