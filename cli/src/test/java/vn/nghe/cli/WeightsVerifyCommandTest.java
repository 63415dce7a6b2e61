// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.MODEL;
import static vn.nghe.cli.NgheProcess.nghe;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

final class WeightsVerifyCommandTest {
  @TempDir Path folder;

  @Test
  void theDefaultModelIsWhole() throws Exception {
    Result result = nghe("weights", "verify", MODEL).run();
    assertEquals("", result.messages());
    assertEquals(0, result.exitCode());
    assertTrue(
        result.data().endsWith("xe-hoa-anh-cho-do.mp3: \"xe hoa anh chờ đó\"\n"), result.data());
  }

  @Test
  void whatIsWrongIsSaidOnStandardErrorAndByTheExitCode() throws Exception {
    for (String file : new String[] {"config.json", "vocab.json"}) {
      Files.copy(MODEL.resolve(file), folder.resolve(file));
    }
    Path weights = Files.writeString(folder.resolve("model.safetensors"), "no weights");
    Result result = nghe("weights", "verify", "--write-checksums", folder).run();
    assertEquals(1, result.exitCode());
    assertTrue(
        result.data().startsWith("SHA256SUMS: 3 files\nconfig.json: fields in range\n"),
        result.data());
    assertTrue(
        result.messages().startsWith("nghe: " + weights + ": not a safetensors file"),
        result.messages());
  }

  @Test
  void aFolderThatIsNotThereIsNamed() throws Exception {
    Path absent = folder.resolve("absent");
    assertEquals(
        new Result(1, "", "nghe: " + absent + ": no such model folder\n"),
        nghe("weights", "verify", absent).run());
    assertEquals(
        new Result(
            1,
            "",
            "nghe: "
                + absent.resolve("SHA256SUMS")
                + ": cannot be written: no such file or folder\n"),
        nghe("weights", "verify", "--write-checksums", absent).run());
  }
}
