// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.MODEL;
import static vn.nghe.cli.NgheProcess.PROJECT;
import static vn.nghe.cli.NgheProcess.nghe;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

final class WeightsCompareCommandTest {
  private static final Path SAMPLES = PROJECT.resolve("samples/manifest.tsv");
  private static final Path RANDOM =
      PROJECT.resolve("engine/src/test/resources/models/random-tiny");

  @TempDir Path folder;

  @Test
  void aModelIsAsGoodAsItself() throws Exception {
    Result result =
        nghe("weights", "compare", MODEL, MODEL, "--manifest", SAMPLES, "--greedy").run();
    assertEquals("", result.messages());
    assertEquals(0, result.exitCode());
    assertTrue(
        result.data().contains("\nWER\t+0.00\t+0.00\t+0.00\t1.0000\nCER\t+0.00\t"), result.data());
    assertTrue(result.data().endsWith("\nclips 3 heard differently 0\n"), result.data());
  }

  @Test
  void whatBecameWorseIsNamed() throws Exception {
    Result result =
        nghe("weights", "compare", MODEL, RANDOM, "--manifest", SAMPLES, "--greedy").run();
    assertEquals(0, result.exitCode());
    assertTrue(
        result.data().contains("\txe-hoa-anh-cho-do.mp3\tXe hoa anh chờ đó.\txe hoa anh chờ đó\t"),
        result.data());
    assertTrue(result.data().endsWith("\nclips 3 heard differently 3\n"), result.data());
  }

  @Test
  void aClipThatCannotBeUsedIsNamed() throws Exception {
    Path manifest =
        Files.writeString(folder.resolve("dev.tsv"), "path\tsentence\nmissing.wav\tXin chào\n");
    Result result = nghe("weights", "compare", MODEL, MODEL, "--manifest", manifest).run();
    assertEquals(1, result.exitCode());
    assertTrue(
        result.messages().startsWith("nghe: " + folder.resolve("missing.wav") + ": "),
        result.messages());
  }
}
