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

final class WeightsConvertCommandTest {
  @TempDir Path folder;

  @Test
  void aModelIsConvertedAndItsSizeSaid() throws Exception {
    Path into = folder.resolve("bf16");
    assertEquals(
        new Result(
            0,
            into
                + " classes 40 of 40 parameters 20874792 of 20874792 bytes 41749584 of 41749584"
                + " (100.0 %)\n",
            ""),
        nghe("weights", "convert", MODEL, "--into", into, "--type", "bf16").run());
    assertEquals(0, nghe("weights", "verify", into).run().exitCode());
  }

  @Test
  void whatCannotBeDoneIsSaid() throws Exception {
    Path absent = folder.resolve("no/such");
    assertEquals(
        new Result(1, "", "nghe: " + absent + ": cannot be written: no such file or folder\n"),
        nghe("weights", "convert", MODEL, "--into", absent, "--type", "f32").run());
    assertEquals(
        new Result(1, "", "nghe: " + folder + ": already exists; name a new folder\n"),
        nghe("weights", "convert", MODEL, "--into", folder, "--type", "f32").run());
    Path text = Files.writeString(folder.resolve("text"), "xin chào\n");
    Result refused =
        nghe("weights", "convert", MODEL, "--into", absent, "--prune-head", text).run();
    assertEquals(1, refused.exitCode());
    assertTrue(refused.messages().contains("config.json: field ctc_unit: "), refused.messages());
  }

  @Test
  void optionsThatMakeNoSenseAreMistakes() throws Exception {
    assertEquals(
        new Result(
            2,
            "",
            """
            nghe: nothing to do: give --type, --prune-head or both
            nghe: `nghe weights convert --help` lists the options
            """),
        nghe("weights", "convert", MODEL, "--into", folder).run());
    assertEquals(
        2, nghe("weights", "convert", MODEL, "--into", folder, "--type", "f64").run().exitCode());
  }
}
