// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.SPEECH;
import static vn.nghe.cli.NgheProcess.nghe;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.cli.NgheProcess.Result;

/** The options of the search, on a clip whose best path has "hất" for "hết". */
final class DecodingOptionsTest {
  private static final Path CLIP = SPEECH.resolve("cv9-vi-26202343.wav");
  private static final String GREEDY = "anh nói chưa hất câu\n";
  private static final String SAID = "anh nói chưa hết câu\n";

  @TempDir Path folder;

  @Test
  void greedyTakesTheBestPath() throws Exception {
    assertEquals(new Result(0, GREEDY, ""), nghe("transcribe", "--greedy", CLIP).run());
  }

  @Test
  void hotWordsComeFromTheLineAndFromAFile() throws Exception {
    assertEquals(
        new Result(0, SAID, ""),
        nghe("transcribe", "--hot-word", "Hết câu", "--hot-word", "Đà Lạt", CLIP).run());
    Path file = Files.writeString(folder.resolve("hot.txt"), "Đà Lạt\n\nHết câu\n");
    assertEquals(new Result(0, SAID, ""), nghe("transcribe", "--hot-words", file, CLIP).run());
  }

  @Test
  void hotWordsInUtf16AreNamedSo() throws Exception {
    Path file = folder.resolve("hot.txt");
    Files.write(file, "Đà Lạt\n".getBytes(StandardCharsets.UTF_16));
    var result = nghe("transcribe", "--hot-words", file, CLIP).run();
    assertEquals(2, result.exitCode());
    assertTrue(result.messages().contains("save the file as UTF-8"), result.messages());
  }

  @Test
  void aListOfHotWordsThatIsFarTooLongIsRefused() throws Exception {
    Path file = folder.resolve("hot.txt");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    var result = nghe("transcribe", "--hot-words", file, CLIP).run();
    assertEquals(2, result.exitCode());
    assertTrue(result.messages().contains("has more than"), result.messages());
  }

  @Test
  void alternativesAreListedInJson() throws Exception {
    var result = nghe("transcribe", "--format", "json", "--alternatives", "3", CLIP).run();
    assertEquals(0, result.exitCode());
    assertTrue(
        result
            .data()
            .matches(
                ".*\"alternatives\":\\[(\\{\"text\":\"[^\"]+\",\"score\":-?\\d+\\.\\d+\\},?){3}\\]\\}\n"),
        result.data());
  }

  @ParameterizedTest
  @CsvSource({
    "--beam-width=0, beam width",
    "--beam-width=x, --beam-width",
    "--language-model-weight=-1, language model weight",
    "--alternatives=3, --format json",
    "--hot-word=, hot word 1",
    "--hot-words=missing.txt, missing.txt",
  })
  void aWrongOptionIsNamed(String option, String named) throws Exception {
    var result = nghe("transcribe", option, CLIP).run();
    assertEquals(2, result.exitCode());
    assertTrue(result.messages().contains(named), result.messages());
  }

  @Test
  void greedyContradictsTheOptionsOfTheSearch() throws Exception {
    assertEquals(2, nghe("transcribe", "--greedy", "--beam-width=5", CLIP).run().exitCode());
  }

  @Test
  void aHotWordThatTheModelCannotWriteIsNamed() throws Exception {
    var result = nghe("transcribe", "--hot-word", "số 7", CLIP).run();
    assertEquals(1, result.exitCode());
    assertTrue(result.messages().startsWith("nghe: hot word 1 has '7' in it"), result.messages());
  }
}
