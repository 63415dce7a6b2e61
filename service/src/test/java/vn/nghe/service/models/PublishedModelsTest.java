// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store may hold, and what it must not be believed. */
class PublishedModelsTest {
  private static final ModelVersion VERSION = new ModelVersion("m", "1");
  private static final String SHA = "a".repeat(64);

  @TempDir private Path root;
  private PublishedModels models;

  @BeforeEach
  void open() {
    models = new PublishedModels(new FolderStore(root));
  }

  private void manifest(String text) throws Exception {
    Path file = root.resolve("m/1/manifest.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String entry(String name, String size, String sha256) {
    return "{\"name\":\"%s\",\"size\":%s,\"sha256\":\"%s\"}".formatted(name, size, sha256);
  }

  @Test
  void whatIsPublishedCanBeReadBack() throws Exception {
    Path folder = Files.createDirectories(root.resolveSibling(root.getFileName() + "-model"));
    Files.writeString(folder.resolve("weights"), "abc");
    Files.writeString(folder.resolve(".hidden"), "not part of it");
    // FIPS 180-2, appendix B.1.
    String hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    models.publish(folder, VERSION, _ -> {});

    assertEquals(List.of(VERSION), models.versions());
    assertEquals(
        List.of(new VersionManifest.Entry("weights", 3, hash)), models.manifest(VERSION).files());
    assertEquals(
        "bc",
        new String(models.open(VERSION, "weights", 1).readAllBytes(), StandardCharsets.US_ASCII));
    assertEquals(Optional.empty(), models.active());
    RegistryException twice =
        assertThrows(RegistryException.class, () -> models.publish(folder, VERSION, _ -> {}));
    assertEquals(RegistryFault.ALREADY_PUBLISHED, twice.fault());
  }

  @Test
  void manifestsThatLeadAstrayAreRefused() throws Exception {
    String good = entry("a", "1", SHA);
    for (String files :
        List.of(
            "",
            entry("../../etc/passwd", "1", SHA),
            entry("/etc/passwd", "1", SHA),
            entry("..", "1", SHA),
            entry("", "1", SHA),
            entry("a\\\\b", "1", SHA),
            entry("manifest.json", "1", SHA),
            entry("a", "-1", SHA),
            entry("a", "1e30", SHA),
            entry("a", "1", HexFormat.of().withUpperCase().formatHex(new byte[32]) + "A"),
            entry("a", "1", "no hash"),
            "{\"name\":\"a\",\"size\":1}",
            "{\"size\":1,\"sha256\":\"" + SHA + "\"}",
            "null",
            "3",
            good + "," + good,
            "[".repeat(100_000))) {
      manifest("{\"files\":[" + files + "]}");
      assertMalformed(files);
    }
    for (String text : List.of("", "null", "{}", "[]", "{\"files\":null}", "{\"files\":[]}{")) {
      manifest(text);
      assertMalformed(text);
    }
    manifest(" ".repeat(2 << 20));
    assertMalformed("too long");
  }

  private void assertMalformed(String what) {
    RegistryException e =
        assertThrows(RegistryException.class, () -> models.manifest(VERSION), what);
    assertEquals(RegistryFault.MANIFEST_MALFORMED, e.fault(), what);
    assertTrue(e.getMessage().contains("m/1/manifest.json"), e.getMessage());
  }

  @Test
  void fieldsThatANewerPublisherWritesAreLeftAlone() throws Exception {
    manifest("{\"files\":[" + entry("a", "1", SHA) + "],\"licence\":\"MIT\"}");

    assertEquals(1, models.manifest(VERSION).totalSize());
  }

  @Test
  void whatElseLiesInTheStoreIsNoVersion() throws Exception {
    manifest("{}");
    for (String path :
        List.of("manifest.json", "a/manifest.json", "a/b/c/manifest.json", "a/.b/manifest.json")) {
      Files.createDirectories(root.resolve(path).getParent());
      Files.writeString(root.resolve(path), "{}");
    }

    assertEquals(List.of(VERSION), models.versions());
  }

  @Test
  void aFolderThatIsNotThereIsAStoreThatCannotBeUsed() {
    PublishedModels nowhere = new PublishedModels(new FolderStore(root.resolve("nowhere")));

    RegistryException e = assertThrows(RegistryException.class, nowhere::versions);

    assertEquals(RegistryFault.STORE_UNAVAILABLE, e.fault());
  }
}
