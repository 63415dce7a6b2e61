// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.SPEECH;
import static vn.nghe.cli.NgheProcess.nghe;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

/** {@code nghe listen} with raw samples and the default model. */
final class ListenCommandTest {
  private static final Path CLIP = SPEECH.resolve("cv9-vi-24743774.wav");

  /** The offset of the samples in the file. */
  private static final int HEADER = 44;

  @TempDir Path folder;

  @Test
  void aSegmentIsALine() throws Exception {
    String text = nghe("transcribe", CLIP).run().data();
    assertEquals(new Result(0, text + text, ""), nghe("listen").reading(twice()).run());
  }

  @Test
  void textComesOutWhileTheSpeakerStaysOnTheLine() throws Exception {
    Process process = nghe("listen").start();
    try (OutputStream microphone = process.getOutputStream();
        BufferedReader lines = process.inputReader()) {
      microphone.write(samples());
      microphone.write(new byte[2 * 2 * 16_000]);
      microphone.flush();
      assertEquals(nghe("transcribe", CLIP).run().data(), lines.readLine() + "\n");
    }
    assertEquals(0, process.waitFor());
  }

  @Test
  void jsonHasTheWordsOfEveryText() throws Exception {
    var result = nghe("listen", "--format", "json").reading(twice()).run();
    assertEquals(0, result.exitCode());
    var finals =
        result.data().lines().filter(line -> line.startsWith("{\"type\":\"final\",")).toList();
    assertEquals(2, finals.size(), result.data());
    assertTrue(
        finals.get(1).matches(".*\"words\":\\[\\{\"word\":\"\\S+\",\"start\":\\d+\\.\\d{3},.*}]}"),
        finals.get(1));
  }

  @Test
  void aPersonSeesTheLineGoWhenTheTextIsFinal() throws Exception {
    var result = NgheProcess.watched("listen").reading(twice()).run();
    assertTrue(result.messages().endsWith("\r\u001b[K"), result.messages());
  }

  @Test
  void silenceHasNoText() throws Exception {
    Path silence = Files.write(folder.resolve("silence"), new byte[100_001]);
    assertEquals(new Result(0, "", ""), nghe("listen").reading(silence).run());
  }

  @Test
  void whatDoesNotFitIsAMistake() throws Exception {
    for (String[] options :
        new String[][] {
          {"--sample-rate", "3"}, {"--endpoint", "NaN"}, {"--format", "srt"}, {"speech.wav"}
        }) {
      Object[] words = new Object[options.length + 1];
      words[0] = "listen";
      System.arraycopy(options, 0, words, 1, options.length);
      var result = nghe(words).reading(Files.createTempFile(folder, "empty", "")).run();
      assertEquals(2, result.exitCode(), result.messages());
      assertTrue(result.messages().startsWith("nghe: "), result.messages());
    }
  }

  /** The clip twice, with 2 s of silence between. */
  private Path twice() throws Exception {
    byte[] samples = samples();
    byte[] twice = Arrays.copyOf(samples, 2 * samples.length + 2 * 2 * 16_000);
    System.arraycopy(samples, 0, twice, twice.length - samples.length, samples.length);
    return Files.write(folder.resolve("twice"), twice);
  }

  private static byte[] samples() throws Exception {
    byte[] file = Files.readAllBytes(CLIP);
    return Arrays.copyOfRange(file, HEADER, file.length);
  }
}
