// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;
import vn.nghe.weights.ModelCopy;
import vn.nghe.weights.evaluate.Clip;
import vn.nghe.weights.evaluate.ClipResult;
import vn.nghe.weights.evaluate.Evaluation;

final class HtmlReportTest {
  private static final Path SAMPLE = ModelCopy.PROJECT.resolve("samples/xe-hoa-anh-cho-do.mp3");

  @TempDir Path folder;

  @Test
  void aClipThatIsNotAllRightCanBeHeardAndRead() throws IOException {
    String page = page(recognised("a.mp3", "Xe hoa anh chờ đó.", "xe hoa anh chớ đo"));
    assertTrue(
        page.contains(
            "xe hoa anh <span title=\"tone alone\"><del>chờ</del> <ins>chớ</ins> </span>"
                + "<span title=\"tone alone\"><del>đó</del> <ins>đo</ins> </span>"),
        page);
    assertTrue(page.contains(" src=\"clips/0000.mp3\">"), page);
    assertArrayEquals(
        Files.readAllBytes(SAMPLE), Files.readAllBytes(folder.resolve("clips/0000.mp3")));
    assertTrue(page.contains("<dd>40.00 %</dd>"), page);
    assertTrue(page.contains("<td>tone alone</td><td class=\"number\">2</td>"), page);
  }

  @Test
  void whatIsRightIsNotCopied() throws IOException {
    page(recognised("a.mp3", "Xe hoa anh chờ đó.", "xe hoa anh chờ đó"));
    try (Stream<Path> clips = Files.list(folder.resolve("clips"))) {
      assertEquals(0, clips.count());
    }
  }

  @Test
  void textIsShownAndNeverRun() throws IOException {
    String script = "<script>alert('x')</script>";
    String page =
        page(
            recognised("a\"><img src=x onerror=y>.mp3", "xe " + script + " &amp;", "<b> x="),
            new ClipResult.Failed(
                new Clip("b.mp3", Path.of("b.mp3"), script), "b.mp3: no such file " + script));
    assertEquals(1, page.split("<script", -1).length - 1);
    assertFalse(page.contains("<img"), page);
    assertFalse(page.contains("onerror=y>"), page);
    assertTrue(page.contains("b.mp3: no such file &lt;script&gt;"), page);
  }

  @Test
  void nothingOutsideTheFolderIsNeeded() throws IOException {
    String page = page(recognised("a.mp3", "Xe hoa", "xe"));
    assertFalse(page.contains("://"), page);
    assertFalse(page.contains("src=\"/"), page);
  }

  private String page(ClipResult... results) throws IOException {
    var evaluation = new Evaluation(List.of(results), Duration.ofSeconds(1));
    HtmlReport.write("nghe-base-vi on <dev>", evaluation, folder);
    return Files.readString(folder.resolve("index.html"));
  }

  private static ClipResult recognised(String path, String said, String heard) {
    List<Word> words =
        Arrays.stream(heard.split(" ")).map(word -> new Word(word, 0, 1, 1)).toList();
    return new ClipResult.Recognised(
        new Clip(path, SAMPLE, said), new Transcript("vi", 3.5, words, List.of()));
  }
}
