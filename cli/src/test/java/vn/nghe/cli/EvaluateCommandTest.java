// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.SPEECH;
import static vn.nghe.cli.NgheProcess.nghe;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

/** What {@code nghe evaluate} says of the default model. */
final class EvaluateCommandTest {
  private static final String FIGURES =
      "WER %s %% CER %s %% clips %d audio %s s wall \\d+\\.\\d s RTF \\d+\\.\\d{4}\n";

  @TempDir Path folder;

  @Test
  void measuresWhatItRecognisedAndWritesItDown() throws Exception {
    Path manifest =
        manifest(
            """
            sentence\tspeaker\tpath
            Đang nói ở chỗ.\tA\t%1$s/cv9-vi-23689547.wav
            Anh nói chưa hết câu!\tB\t%1$s/cv9-vi-26202343.wav
            """);
    Path hypotheses = folder.resolve("hypotheses.tsv");
    var result =
        nghe("evaluate", "--manifest", manifest, "--hypotheses", hypotheses, "--greedy").run();
    assertEquals(0, result.exitCode());
    assertEquals("", result.talk());
    // 1 of 9 words and 1 of 34 characters; 64,896 and 40,320 samples of 1/16,000 s.
    assertTrue(
        result.data().matches(FIGURES.formatted("11\\.11", "2\\.94", 2, "6\\.6")), result.data());
    assertEquals(
        """
        path\tsentence\thypothesis
        %1$s/cv9-vi-23689547.wav\tĐang nói ở chỗ.\tđang nói ở chỗ
        %1$s/cv9-vi-26202343.wav\tAnh nói chưa hết câu!\tanh nói chưa hất câu
        """
            .formatted(SPEECH),
        Files.readString(hypotheses));
  }

  @Test
  void aClipThatCannotBeUsedCountsAsDeleted() throws Exception {
    Path manifest =
        manifest(
            """
            path\tsentence
            %1$s/cv9-vi-23689547.wav\tĐang nói ở chỗ
            missing.wav\tKhông có gì
            """);
    var result = nghe("evaluate", "--manifest", manifest).run();
    assertEquals(1, result.exitCode());
    assertTrue(
        result.talk().matches("nghe: \\Q" + folder.resolve("missing.wav") + "\\E: .+\n"),
        result.talk());
    // 3 of 7 words and 11 of 25 characters; only the 64,896 samples that were there.
    assertTrue(
        result.data().matches(FIGURES.formatted("42\\.86", "44\\.00", 2, "4\\.1")), result.data());
  }

  @Test
  void errorsAreTakenApart() throws Exception {
    Path manifest =
        manifest(
            """
            path\tsentence
            %1$s/cv9-vi-23689547.wav\tĐang nói ở chỗ
            %1$s/cv9-vi-26202343.wav\tAnh nói chưa hết câu
            """);
    String data = nghe("evaluate", "--errors", "--manifest", manifest, "--greedy").run().data();
    for (String line :
        new String[] {
          "words\t8\t1\t0\t0",
          "vowels alone\t1\t100.0",
          "tone\t9\t100.0",
          "sắc\t0\t0\t3\t0\t0\t0",
          "hết\thất\t1",
          "ê\tâ\t1",
          "1\t5\t%1$s/cv9-vi-26202343.wav\tAnh nói chưa hết câu\tanh nói chưa hất câu"
        }) {
      assertTrue(data.contains("\n" + line.formatted(SPEECH) + "\n"), () -> line + " in " + data);
    }
    assertTrue(data.lines().toList().getLast().startsWith("WER 11.11 % CER 2.94 % "), data);
  }

  @Test
  void aReportIsWrittenIntoAnEmptyFolder() throws Exception {
    Path manifest = manifest("path\tsentence\n%1$s/cv9-vi-26202343.wav\tAnh nói chưa hết câu\n");
    Path report = folder.resolve("new/report");
    var result = nghe("evaluate", "--manifest", manifest, "--greedy", "--report", report).run();
    assertEquals(0, result.exitCode());
    String page = Files.readString(report.resolve("index.html"));
    assertTrue(page.contains("<h1>nghe-base-vi on " + manifest + "</h1>"), page);
    assertTrue(page.contains("<del>hết</del> <ins>hất</ins>"), page);
    assertTrue(Files.exists(report.resolve("clips/0000.wav")));
    assertEquals(
        new Result(1, "", "nghe: " + report + ": cannot be written: the folder is not empty\n"),
        nghe("evaluate", "--manifest", manifest, "--greedy", "--report", report).run());
    assertEquals(
        1, nghe("evaluate", "--manifest", manifest, "--report", manifest).run().exitCode());
  }

  @Test
  void aManifestThatBreaksTheRulesIsNamedWithItsLine() throws Exception {
    Path manifest = manifest("path\tsentence\na.wav\n");
    assertEquals(
        new Result(1, "", "nghe: " + manifest + ", line 2: the header has 2 fields, this line 1\n"),
        nghe("evaluate", "--manifest", manifest).run());
  }

  @Test
  void hypothesesThatCannotBeWrittenAreNamed() throws Exception {
    Path manifest = manifest("path\tsentence\n%1$s/cv9-vi-23689547.wav\tĐang nói ở chỗ\n");
    Path nowhere = folder.resolve("no/such/folder.tsv");
    assertEquals(
        new Result(1, "", "nghe: " + nowhere + ": cannot be written: no such file or folder\n"),
        nghe("evaluate", "--manifest", manifest, "--hypotheses", nowhere).run());
  }

  @Test
  void aManifestIsNeverOverwritten() throws Exception {
    Path manifest = manifest("path\tsentence\n%1$s/cv9-vi-23689547.wav\tĐang nói ở chỗ\n");
    String before = Files.readString(manifest);
    var result = nghe("evaluate", "--manifest", manifest, "--hypotheses", manifest).run();
    assertEquals(2, result.exitCode());
    assertEquals(before, Files.readString(manifest));
  }

  private Path manifest(String lines) throws Exception {
    return Files.writeString(folder.resolve("dev.tsv"), lines.formatted(SPEECH));
  }
}
