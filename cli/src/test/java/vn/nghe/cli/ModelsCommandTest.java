// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.SPEECH;
import static vn.nghe.cli.NgheProcess.nghe;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

/** {@code nghe models}. */
final class ModelsCommandTest {
  private static final Path MODEL =
      NgheProcess.PROJECT.resolve("engine/src/test/resources/models/random-tiny");

  private Path store;

  @BeforeEach
  void name(@TempDir Path folder) {
    store = folder.resolve("store");
  }

  private Result models(Object... arguments) throws Exception {
    List<Object> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(arguments));
    // NGHE_REGISTRY_STORE names the store in place of the option.
    return nghe(all.toArray()).with(Map.of("NGHE_REGISTRY_STORE", store.toString())).run();
  }

  @Test
  void oneCommandPublishesAndAnotherGoesBack() throws Exception {
    Result first = models("publish", MODEL, "--version", "1", "--name", "tiny");
    assertEquals(0, first.exitCode(), first.messages());
    assertEquals("tiny/1\n", first.data());
    assertEquals(0, models("publish", MODEL, "--version", "2", "--name", "tiny").exitCode());
    Result dormant =
        nghe(
                "models",
                "publish",
                MODEL,
                "--store",
                store,
                "--version",
                "3",
                "--name",
                "tiny",
                "--no-activate")
            .run();
    assertEquals(0, dormant.exitCode(), dormant.messages());
    assertEquals(List.of("tiny/1 previous", "tiny/2 active", "tiny/3 -"), roles());

    assertEquals(new Result(0, "tiny/1\n", ""), models("rollback"));
    assertEquals(List.of("tiny/1 active", "tiny/2 previous", "tiny/3 -"), roles());
    assertEquals(new Result(0, "tiny/3\n", ""), models("activate", "tiny/3"));
    assertEquals(List.of("tiny/1 previous", "tiny/2 -", "tiny/3 active"), roles());

    Result again = models("publish", MODEL, "--version", "1", "--name", "tiny");
    assertEquals(1, again.exitCode());
    assertTrue(again.messages().contains("has tiny/1 already"), again.messages());
  }

  private List<String> roles() throws Exception {
    return models("list")
        .data()
        .lines()
        .map(line -> line.replaceFirst("\t[1-9][0-9]+\t", " "))
        .toList();
  }

  @Test
  void whatDoesNotRunIsNotPublished(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("config.json"), "{}");

    Result result = models("publish", folder, "--version", "1");

    assertEquals(1, result.exitCode(), result.messages());
    assertTrue(result.messages().contains(folder.toString()), result.messages());
    assertFalse(Files.exists(store));
  }

  @Test
  void aModelThatIsNotFiniteIsNeitherPublishedNorUsed(@TempDir Path folder) throws Exception {
    for (String file : new String[] {"config.json", "vocab.json", "model.safetensors"}) {
      Files.copy(MODEL.resolve(file), folder.resolve(file));
    }
    Path weights = folder.resolve("model.safetensors");
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(weights)).order(LITTLE_ENDIAN);
    content.putFloat(content.capacity() - Float.BYTES, Float.NaN);
    Files.write(weights, content.array());
    nghe("weights", "verify", "--write-checksums", folder).run();

    Result published = models("publish", folder, "--version", "1");

    assertEquals(1, published.exitCode(), published.messages());
    assertTrue(published.messages().contains("not finite"), published.messages());
    assertTrue(published.messages().endsWith("is not published\n"), published.messages());
    assertFalse(Files.exists(store));
    Result used =
        nghe("transcribe", "--model", folder, SPEECH.resolve("cv9-vi-26202343.wav")).run();
    assertEquals(1, used.exitCode(), used.messages());
    assertTrue(used.messages().startsWith("nghe: " + weights + ": tensor "), used.messages());
    assertEquals("", used.data());
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    models("publish", MODEL, "--version", "1");

    Result activated = models("activate", "tiny/9");
    assertEquals(new Result(1, "", "nghe: " + store + " has no version tiny/9.\n"), activated);
    Result back = models("rollback");
    assertEquals(1, back.exitCode());
    assertTrue(back.messages().contains("only random-tiny/1 ever was"), back.messages());
  }

  @Test
  void valuesThatWillNotDoAreMistakes() throws Exception {
    assertMistake("'tiny' is not of the form NAME/VERSION", "activate", "tiny");
    assertMistake("version '../up' must be", "publish", MODEL, "--version", "../up");
    assertMistake("'s3://A' is not of the form", "list", "--store", "s3://A");
    assertMistake("the endpoint must be like", "list", "--endpoint", "http://me:secret@host");
  }

  private void assertMistake(String fault, Object... arguments) throws Exception {
    Result result = models(arguments);
    assertEquals(2, result.exitCode(), result.messages());
    assertTrue(result.messages().contains(fault), result.messages());
  }
}
