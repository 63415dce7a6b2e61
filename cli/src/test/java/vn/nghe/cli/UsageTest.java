// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.nghe;

import org.junit.jupiter.api.Test;

final class UsageTest {
  @Test
  void helpIsDataAndNamesEveryCommand() throws Exception {
    var result = nghe("--help").run();
    assertAll(
        () -> assertEquals(0, result.exitCode()),
        () -> assertEquals("", result.messages()),
        () -> assertTrue(result.data().startsWith("Usage: nghe "), result.data()),
        () -> assertTrue(result.data().contains("\n  transcribe "), result.data()),
        () -> assertTrue(result.data().contains("\n  listen "), result.data()),
        () -> assertTrue(result.data().contains("\n  evaluate "), result.data()),
        () -> assertTrue(result.data().contains("\n  serve "), result.data()),
        () -> assertTrue(result.data().contains("\n  keys "), result.data()));
  }

  @Test
  void everyCommandHasHelpOfItsOwn() throws Exception {
    for (String command :
        new String[] {
          "transcribe", "listen", "evaluate", "serve", "keys", "models", "lm", "weights"
        }) {
      var result = nghe(command, "--help").run();
      assertEquals(0, result.exitCode());
      assertTrue(result.data().startsWith("Usage: nghe " + command + " "), result.data());
    }
  }

  @Test
  void versionTellsTheBuildAndTheJava() throws Exception {
    var result = nghe("--version").run();
    assertEquals(0, result.exitCode());
    assertTrue(
        result.data().matches("nghe \\d+\\.\\d+\\.\\d+\\S*\nJava 25\\S* \\(.+\\)\n"),
        result.data());
  }

  @Test
  void noCommandIsAMistake() throws Exception {
    assertMistake("nghe: Missing required subcommand\nnghe: `nghe --help` lists the options\n");
  }

  @Test
  void anUnknownCommandIsAMistake() throws Exception {
    assertMistake(
        """
        nghe: Unmatched argument at index 0: 'transcript'
        Did you mean: nghe transcribe?
        nghe: `nghe --help` lists the options
        """,
        "transcript");
  }

  @Test
  void anUnknownOptionIsAMistake() throws Exception {
    assertMistake(
        """
        nghe: Unknown option: '--thread'
        Possible solutions: --threads
        nghe: `nghe transcribe --help` lists the options
        """,
        "transcribe",
        "--thread",
        "3",
        "a.wav");
  }

  @Test
  void anUnknownFormatIsAMistake() throws Exception {
    assertMistake(
        """
        nghe: Invalid value for option '--format': 'xml' is none of text, json, srt and vtt
        nghe: `nghe transcribe --help` lists the options
        """,
        "transcribe",
        "--format",
        "xml",
        "a.wav");
  }

  @Test
  void noThreadsAreAMistake() throws Exception {
    assertMistake(
        """
        nghe: Invalid value for option '--threads': 0 is below 1
        nghe: `nghe evaluate --help` lists the options
        """,
        "evaluate",
        "--manifest",
        "dev.tsv",
        "--threads",
        "0");
  }

  @Test
  void subtitlesOfSeveralRecordingsAreAMistake() throws Exception {
    assertMistake(
        """
        nghe: --format srt takes one FILE, because subtitles belong to one recording; transcribe the files one by one
        nghe: `nghe transcribe --help` lists the options
        """,
        "transcribe",
        "--format",
        "srt",
        "a.wav",
        "b.wav");
  }

  @Test
  void aPortOutOfRangeIsAMistake() throws Exception {
    assertMistake(
        """
        nghe: Invalid value for option '--port': 65536 is not from 0 to 65535
        nghe: `nghe serve --help` lists the options
        """,
        "serve",
        "--port",
        "65536");
  }

  private static void assertMistake(String messages, Object... arguments) throws Exception {
    assertEquals(new NgheProcess.Result(2, "", messages), nghe(arguments).run());
  }
}
