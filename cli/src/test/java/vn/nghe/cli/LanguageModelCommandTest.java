// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.PROJECT;
import static vn.nghe.cli.NgheProcess.nghe;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

/** {@code nghe lm} on sentences of Common Voice. */
final class LanguageModelCommandTest {
  private static final Path TEXT =
      PROJECT.resolve("weights-tools/src/test/resources/vn/nghe/weights/language");

  @TempDir Path folder;

  @Test
  void aModelIsBuiltMeasuredAndConverted() throws Exception {
    Path binary = folder.resolve("lm.bin");
    Path arpa = folder.resolve("lm.arpa");
    Path again = folder.resolve("again.bin");
    Path sentences = TEXT.resolve("sentences.txt");
    Path heldOut = TEXT.resolve("held-out.txt");
    Result built =
        nghe("lm", "build", "--text", sentences + ":2", "--least-syllable", 1, "--out", binary)
            .run();
    assertEquals("", built.messages());
    assertEquals(0, built.exitCode());
    assertTrue(
        built
            .data()
            .matches("\\Q" + binary + "\\E \\d+ bytes 1-grams \\d+ 2-grams \\d+ 3-grams \\d+\n"),
        built.data());
    assertEquals(0, nghe("lm", "convert", binary, "--out", arpa).run().exitCode());
    assertEquals(0, nghe("lm", "convert", arpa, "--bits", 32, "--out", again).run().exitCode());
    Result measured = nghe("lm", "perplexity", "--lm", binary, heldOut).run();
    assertTrue(
        measured
            .data()
            .matches(
                "\\Q"
                    + heldOut
                    + "\\E sentences 100 words \\d+ unknown \\d+ \\(\\d+\\.\\d\\d %\\) perplexity"
                    + " \\d+\\.\\d\\d\n"),
        measured.data());
    assertEquals(measured.data(), nghe("lm", "perplexity", "--lm", again, heldOut).run().data());
  }

  @Test
  void whatCannotBeUsedIsNamed() throws Exception {
    Path missing = folder.resolve("missing.txt");
    Path out = folder.resolve("lm.bin");
    assertEquals(
        new Result(1, "", "nghe: " + missing + ": no such file\n"),
        nghe("lm", "build", "--text", missing, "--out", out).run());
    assertEquals(
        new Result(1, "", "nghe: " + missing + ": no such file\n"),
        nghe("lm", "convert", missing, "--out", out).run());
    Path text = Files.writeString(folder.resolve("text"), "xin chào\n");
    Result refused = nghe("lm", "perplexity", "--lm", text, text).run();
    assertEquals(1, refused.exitCode());
    assertTrue(
        refused.messages().contains("neither ARPA text nor a binary language model"),
        refused.messages());
  }

  @Test
  void optionsThatMakeNoSenseAreMistakes() throws Exception {
    assertEquals(
        """
        nghe: order 5, 2 to 4 expected
        nghe: `nghe lm build --help` lists the options
        """,
        nghe("lm", "build", "--text", "a", "--order", 5, "--out", "b").run().messages());
    assertEquals(
        """
        nghe: Invalid value for option '--bits': 13 is neither from 1 to 12 nor 32
        nghe: `nghe lm convert --help` lists the options
        """,
        nghe("lm", "convert", "a", "--bits", 13, "--out", "b").run().messages());
    assertEquals(2, nghe("lm", "build", "--text", "a:0", "--out", "b").run().exitCode());
    assertEquals(2, nghe("lm").run().exitCode());
  }
}
