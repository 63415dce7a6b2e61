// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.SPEECH;
import static vn.nghe.cli.NgheProcess.nghe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

/** {@code nghe transcribe} with real recordings and the default model. */
final class TranscribeCommandTest {
  private static final Path SHORT = SPEECH.resolve("cv9-vi-23689547.wav");
  private static final Path LONG = SPEECH.resolve("cv9-vi-24743774.wav");
  private static final String SHORT_TEXT = "đang nói ở chỗ";
  private static final String LONG_TEXT = "tâm lý bất ổn định khi vừa mất đi cái thai ở trong bụng";

  @TempDir Path folder;

  @Test
  void oneRecordingGivesItsTextAlone() throws Exception {
    assertEquals(new Result(0, SHORT_TEXT + "\n", ""), nghe("transcribe", SHORT).run());
  }

  @Test
  void severalRecordingsGiveLinesWithTheirPaths() throws Exception {
    var expected = "%s\t%s\n%s\t%s\n".formatted(LONG.getFileName(), LONG_TEXT, SHORT, SHORT_TEXT);
    assertEquals(
        new Result(0, expected, ""),
        nghe("transcribe", LONG.getFileName(), SHORT).in(SPEECH).run());
  }

  @Test
  void standardInputIsARecordingToo() throws Exception {
    assertEquals(
        new Result(0, SHORT_TEXT + "\n", ""), nghe("transcribe", "-").reading(SHORT).run());
  }

  @Test
  void aPipeIsARecordingToo() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    // Opening a pipe for writing waits until somebody reads it.
    Process writer = new ProcessBuilder("cp", SHORT.toString(), pipe.toString()).start();
    assertEquals(new Result(0, SHORT_TEXT + "\n", ""), nghe("transcribe", pipe).run());
    assertEquals(0, writer.waitFor());
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws Exception {
    assertEquals(
        new Result(0, LONG_TEXT + "\n", ""), nghe("transcribe", "--threads", 1, LONG).run());
  }

  @Test
  void textIsUtf8InEveryLocale() throws Exception {
    assertEquals(
        new Result(0, SHORT_TEXT + "\n", ""),
        nghe("transcribe", SHORT).with(Map.of("LC_ALL", "C")).run());
  }

  @Test
  void jsonIsOneObjectALine() throws Exception {
    var result = nghe("transcribe", "--format", "json", LONG, SHORT).run();
    assertEquals(0, result.exitCode());
    List<String> lines = result.data().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(
        lines
            .get(1)
            .startsWith(
                "{\"path\":\"%s\",\"text\":\"%s\",\"language\":\"vi\",\"duration\":4.056,"
                    .formatted(SHORT, SHORT_TEXT)),
        lines.get(1));
    for (String line : lines) {
      assertIsOneObject(line);
    }
  }

  @Test
  void numbersAreFiguresOnRequest() throws Exception {
    Path october = SPEECH.resolve("cv9-vi-26202315.mp3");
    var words = nghe("transcribe", october).run();
    assertTrue(words.data().startsWith("tháng mười đêm "), words.data());
    var figures = nghe("transcribe", "--numbers", october).run();
    assertEquals(words.data().replace("mười", "10"), figures.data());
  }

  @Test
  void subtitlesAreThoseOfTheTranscript() throws Exception {
    var srt = nghe("transcribe", "--format", "srt", SHORT).run();
    assertTrue(
        srt.data().matches("1\n00:00:0\\d,\\d{3} --> 00:00:0\\d,\\d{3}\n" + SHORT_TEXT + "\n\n"),
        srt.data());
    var vtt = nghe("transcribe", "--format", "vtt", SHORT).run();
    assertTrue(
        vtt.data()
            .matches(
                "WEBVTT\n\n00:00:0\\d\\.\\d{3} --> 00:00:0\\d\\.\\d{3}\n" + SHORT_TEXT + "\n\n"),
        vtt.data());
  }

  @Test
  void whatCannotBeUsedIsNamedAndTheRestComesOut() throws Exception {
    Path missing = folder.resolve("missing.wav");
    Path text = Files.writeString(folder.resolve("text.mp3"), "Xin chào, đây không phải âm thanh.");
    Path cut = Files.write(folder.resolve("cut.wav"), Arrays.copyOf(Files.readAllBytes(SHORT), 30));
    var result = nghe("transcribe", missing, text, folder, cut, SHORT).run();
    assertEquals(1, result.exitCode());
    assertEquals(SHORT + "\t" + SHORT_TEXT + "\n", result.data());
    List<String> messages = result.messages().lines().toList();
    assertEquals(4, messages.size(), result.messages());
    assertTrue(messages.get(0).startsWith("nghe: " + missing + ": "), result.messages());
    assertTrue(messages.get(1).startsWith("nghe: " + text + ": "), result.messages());
    assertTrue(messages.get(2).startsWith("nghe: " + folder + ": "), result.messages());
    assertTrue(messages.get(3).startsWith("nghe: " + cut + ": "), result.messages());
  }

  @Test
  void standardInputThatIsNoRecordingIsNamed() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    var result = nghe("transcribe", "-").reading(empty).run();
    assertEquals(1, result.exitCode());
    assertEquals("", result.data());
    assertTrue(result.messages().matches("nghe: standard input: .+\n"), result.messages());
  }

  @Test
  void aModelThatIsNotThereIsNamed() throws Exception {
    Path missing = folder.resolve("model");
    var result = nghe("transcribe", "--model", missing, SHORT).run();
    assertEquals(1, result.exitCode());
    assertEquals("", result.data());
    assertTrue(result.messages().matches("nghe: \\Q" + missing + "\\E\\b.*\n"), result.messages());
  }

  @Test
  void aJavaWithoutTheVectorApiIsToldWhatToAdd() throws Exception {
    var result = NgheProcess.withoutVectorApi("transcribe", SHORT).run();
    assertEquals(1, result.exitCode());
    assertEquals("", result.data());
    assertTrue(
        result.messages().matches("nghe: .*--add-modules jdk\\.incubator\\.vector.*\n"),
        result.messages());
  }

  @Test
  void aPersonWhoWaitsSeesABarThatGoesAtTheEnd() throws Exception {
    Path missing = folder.resolve("missing.wav");
    var result = NgheProcess.watched("transcribe", SHORT, missing, SHORT).run();
    assertEquals((SHORT + "\t" + SHORT_TEXT + "\n").repeat(2), result.data());
    assertTrue(result.messages().contains("\r\u001b[Knghe: " + missing + ": "), result.messages());
    assertTrue(result.messages().contains("3/3"), result.messages());
    assertTrue(result.messages().endsWith("\r\u001b[K"), result.messages());
  }

  @Test
  void oneRecordingIsTooShortAWaitForABar() throws Exception {
    assertEquals(
        new Result(0, SHORT_TEXT + "\n", ""), NgheProcess.watched("transcribe", SHORT).run());
  }

  @Test
  void aReaderWhoLeavesIsNoFault() throws Exception {
    assertEquals(new Result(141, "", ""), nghe("transcribe", LONG, SHORT).runUnread());
  }

  private static void assertIsOneObject(String line) throws Exception {
    try (JsonParser json = new JsonFactory().createParser(line.getBytes(UTF_8))) {
      assertTrue(json.nextToken().isStructStart());
      json.skipChildren();
      assertEquals(null, json.nextToken());
    }
  }
}
