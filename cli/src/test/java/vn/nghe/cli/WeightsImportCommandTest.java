// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.PROJECT;
import static vn.nghe.cli.NgheProcess.nghe;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

/** {@code nghe weights import} on tiny models of transformers and PyTorch Lightning. */
final class WeightsImportCommandTest {
  private static final Path FIXTURES =
      PROJECT.resolve("weights-tools/src/test/resources/vn/nghe/weights/checkpoint/torch-2.15.0");

  private static final Path WHISPER = FIXTURES.resolve("whisper");
  private static final Path LIGHTNING = FIXTURES.resolve("lightning.ckpt");

  @TempDir Path folder;

  @Test
  void aModelIsMadeThatTranscribes() throws Exception {
    Path into = folder.resolve("model");
    Result made =
        nghe(
                "weights",
                "import",
                "--encoder",
                LIGHTNING,
                "--config",
                WHISPER.resolve("config.json"),
                "--vocabulary",
                WHISPER.resolve("vocab.json"),
                "--leading-strays",
                "0,105",
                "--license",
                "MIT",
                "--into",
                into)
            .run();
    assertEquals(new Result(0, into + " 43 tensors\n", ""), made);
    assertTrue(
        Files.readString(into.resolve("config.json"))
            .contains("\"leading_stray_ids\" : [ 0, 105 ]"));
    // The tiny model has positions for 1.2 s.
    Path clip = folder.resolve("silence.wav");
    byte[] silence = new byte[2 * 6400];
    try (var sound =
        new AudioInputStream(
            new ByteArrayInputStream(silence),
            new AudioFormat(16_000, 16, 1, true, false),
            silence.length / 2)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, clip.toFile());
    }
    Result transcribed = nghe("transcribe", "--model", into, clip).run();
    assertEquals("nghe: " + clip + ": The recording is silent\n", transcribed.messages());
    assertEquals(0, transcribed.exitCode());
  }

  @Test
  void aHeadThatWasTrainedWithAnotherEncoderIsMentioned() throws Exception {
    Path into = folder.resolve("model");
    Result made =
        nghe("weights", "import", "--encoder", WHISPER, "--head", LIGHTNING, "--into", into).run();
    assertEquals(0, made.exitCode());
    assertTrue(
        made.messages()
            .startsWith(
                "nghe: "
                    + LIGHTNING
                    + " contains an encoder, too; 37 of its 37 tensors differ from those of "
                    + WHISPER.resolve("pytorch_model.bin")),
        made.messages());
  }

  @Test
  void whatCannotBeUsedIsNamed() throws Exception {
    Path legacy = FIXTURES.resolve("legacy.bin");
    Result refused =
        nghe("weights", "import", "--encoder", WHISPER, "--head", legacy, "--into", folder).run();
    assertEquals(1, refused.exitCode());
    assertEquals("", refused.data());
    assertTrue(
        refused
            .messages()
            .startsWith("nghe: " + legacy + ": contains no CTC head (ctc_head.0, .2 and .3)"),
        refused.messages());
    Path file = Files.createFile(folder.resolve("file"));
    Path inFile = file.resolve("model");
    Result blocked =
        nghe("weights", "import", "--encoder", WHISPER, "--head", LIGHTNING, "--into", inFile)
            .run();
    assertEquals(1, blocked.exitCode());
    assertEquals("nghe: " + file + ": exists and is not a folder\n", blocked.messages());
  }

  @Test
  void optionsThatMakeNoSenseAreMistakes() throws Exception {
    assertEquals(
        """
        nghe: Invalid value for option '--tail': 31.0 is not from 0 to 30
        nghe: `nghe weights import --help` lists the options
        """,
        nghe("weights", "import", "--encoder", "a", "--into", "b", "--tail", 31).run().messages());
    assertEquals(2, nghe("weights", "import", "--encoder", "a").run().exitCode());
    assertEquals(2, nghe("weights").run().exitCode());
  }
}
