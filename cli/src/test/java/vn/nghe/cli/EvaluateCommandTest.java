// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.SPEECH;
import static vn.nghe.cli.NgheProcess.nghe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

/** {@code nghe evaluate} with the default model. */
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
    assertEquals("", result.messages());
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
        result.messages().matches("nghe: \\Q" + folder.resolve("missing.wav") + "\\E: .+\n"),
        result.messages());
    // 3 of 7 words and 11 of 25 characters; only the 64,896 samples of the first.
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

  @Test
  void saysHowOftenWordsAreRightAndWhereTheyAre() throws Exception {
    Path manifest = manifest("path\tsentence\n%1$s/cv9-vi-23689547.wav\tĐang nói ở chỗ\n");
    Path times =
        Files.writeString(
            folder.resolve("times.tsv"),
            """
            path\tword\tstart\tend
            %1$s/cv9-vi-23689547.wav\tđang\t0.5\t0.9
            %1$s/cv9-vi-23689547.wav\txa\t0.9\t1.2
            """
                .formatted(SPEECH));
    var result =
        nghe("evaluate", "--manifest", manifest, "--greedy", "--confidence", "--boundaries", times)
            .run();
    assertEquals(0, result.exitCode());
    List<String> lines = result.data().lines().toList();
    assertEquals("bin\twords\tconfidence\tright", lines.getFirst());
    assertEquals(
        4,
        lines.subList(1, 11).stream().mapToInt(l -> Integer.parseInt(l.split("\t", -1)[1])).sum());
    assertTrue(
        lines.get(11).matches("expected calibration error 0\\.\\d{4} words 4"), lines.get(11));
    assertTrue(lines.get(12).matches("boundaries median .+ words 1 of 2"), lines.get(12));
    assertTrue(lines.get(13).startsWith("WER 0.00 % CER 0.00 % clips 1 "), lines.get(13));
  }

  @Test
  void findsMissedWordsWhenTheyAreHot() throws Exception {
    Path manifest = threeClips();
    Path cases = folder.resolve("cases.tsv");
    var missed =
        nghe("evaluate", "--manifest", manifest, "--greedy", "--missed-words", cases).run();
    assertEquals(0, missed.exitCode());
    assertEquals(
        """
        path\thot_word
        %1$s/cv9-vi-26202343.wav\thết
        %1$s/cv9-vi-26202343.wav\tchưa hết
        %1$s/cv9-vi-26202343.wav\thết câu
        """
            .formatted(SPEECH),
        Files.readString(cases));
    var found = nghe("evaluate", "--manifest", manifest, "--hot-word-cases", cases).run();
    assertEquals(0, found.exitCode());
    List<String> lines = found.data().lines().toList();
    // The other two clips have 4 and 7 words.
    assertTrue(
        lines.get(0).matches("hot words of 1 syllables found 100\\.0 % of 1, .+ words 11"),
        lines.get(0));
    assertTrue(
        lines.get(1).matches("hot words of 2 syllables found 100\\.0 % of 2, .+ words 11"),
        lines.get(1));
  }

  @Test
  void hearsClipsLiveAndJoined() throws Exception {
    var result =
        nghe(
                "evaluate",
                "--manifest",
                threeClips(),
                "--greedy",
                "--live",
                "--joined",
                "0.5",
                "--pause",
                "1",
                "--beginnings",
                "2")
            .run();
    assertEquals(0, result.exitCode());
    List<String> lines = result.data().lines().toList();
    assertTrue(
        lines.get(0).matches("live WER \\d+\\.\\d\\d % finals [3-9] changed 0 partials \\d+"),
        lines.get(0));
    List<Double> minutes =
        lines.subList(1, 4).stream()
            .map(
                Pattern.compile(
                        "joined (\\d\\.\\d) min WER .+ % single .+ % \\(.+\\) passes \\d+ seams"
                            + " \\d+ lost \\d+ doubled \\d+ RTF .+")
                    ::matcher)
            .peek(line -> assertTrue(line.matches(), lines::toString))
            .map(line -> Double.valueOf(line.group(1)))
            .toList();
    assertEquals(minutes.get(0) + minutes.get(1), minutes.get(2), 0.1, "two and both together");
  }

  @Test
  void optionsThatDoNotFitAreMistakes() throws Exception {
    Path manifest = threeClips();
    assertMistake("Invalid value for option '--joined': 0.0 is not", manifest, "--joined", "0");
    assertMistake("Invalid value for option '--joined': NaN is not", manifest, "--joined", "NaN");
    assertMistake("--beginnings is for joined clips", manifest, "--beginnings", "2");
    assertMistake("--pause is for joined clips", manifest, "--pause", "1");
    assertMistake(
        "--hot-word-cases sets its own hot words",
        manifest,
        "--hot-word-cases",
        "cases.tsv",
        "--hot-word",
        "Huế");
    assertMistake(
        "--missed-words would overwrite the manifest", manifest, "--missed-words", manifest);
  }

  private static void assertMistake(String message, Path manifest, Object... options)
      throws Exception {
    List<Object> words = new ArrayList<>(List.of("evaluate", "--manifest", manifest));
    words.addAll(List.of(options));
    var result = nghe(words.toArray()).run();
    assertEquals(2, result.exitCode());
    assertTrue(result.messages().startsWith("nghe: " + message), result.messages());
  }

  private Path threeClips() throws Exception {
    return manifest(
        """
        path\tsentence
        %1$s/cv9-vi-23689547.wav\tĐang nói ở chỗ
        %1$s/cv9-vi-26202343.wav\tAnh nói chưa hết câu!
        %2$s/anh-ta-chang-di-dau-xa-ca.mp3\tAnh ta chẳng đi đâu xa cả
        """);
  }

  private Path manifest(String lines) throws Exception {
    return Files.writeString(
        folder.resolve("dev.tsv"), lines.formatted(SPEECH, NgheProcess.PROJECT.resolve("samples")));
  }
}
