// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.nghe.ProgressListener;
import vn.nghe.Transcriber;
import vn.nghe.audio.AudioException;
import vn.nghe.transcript.Transcript;

/** {@code nghe transcribe}. */
@Command(
    name = "transcribe",
    description = {
      "Writes what is said in recordings.",
      "",
      "One recording gives its text alone; of several, each gives a line with its path, a tab and"
          + " its text. A recording that cannot be used is named on standard error, the others"
          + " still come out, and the exit code is 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class TranscribeCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = {
        "What to write (default: ${DEFAULT-VALUE}):",
        "text  the words, as said above",
        "json  JSON Lines, one object a recording: path, text, language, duration, words with"
            + " start, end and confidence, segments with start and end; times in seconds",
        "srt   SubRip subtitles, of one recording only",
        "vtt   WebVTT subtitles, of one recording only"
      })
  private OutputFormat format;

  @Mixin private ModelOptions model;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Recordings: WAV, FLAC, MP3 and others, known by their content. `-` reads one from"
              + " standard input.")
  private List<String> files;

  TranscribeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    boolean several = files.size() > 1;
    if (several && !format.takesSeveral()) {
      throw new ParameterException(
          command.commandLine(),
          "--format "
              + format
              + " takes one FILE, since subtitles belong to one recording; name the files one by"
              + " one");
    }
    if (Collections.frequency(files, STANDARD_INPUT) > 1) {
      throw new ParameterException(
          command.commandLine(), "standard input can be read once, so `-` can be named once");
    }
    try (Transcriber transcriber = model.open();
        var progress = progress(several)) {
      int exitCode = ExitCode.OK;
      for (String file : files) {
        try {
          Transcript transcript = transcribe(transcriber, file, listener(progress, several));
          progress.step();
          terminal.print(format.write(file, transcript, several));
        } catch (AudioException unusable) {
          progress.step();
          progress.say(unusable.getMessage());
          exitCode = ExitCode.FAILED;
        }
      }
      return exitCode;
    }
  }

  /** Where the results of several appear one by one on the terminal, they are the progress. */
  private Progress progress(boolean several) {
    if (!several) {
      return Progress.within(terminal);
    }
    return terminal.showsData() ? Progress.unseen(terminal) : Progress.over(files.size(), terminal);
  }

  /** Of several recordings, whole ones are counted. */
  private static ProgressListener listener(Progress progress, boolean several) {
    return several
        ? ProgressListener.NONE
        : reached -> {
          double seconds = reached.seconds();
          progress.reach(seconds, Math.max(seconds, reached.total().orElse(seconds)));
          return true;
        };
  }

  /** Throws {@link AudioException} with a message that begins with what the recording is. */
  private static Transcript transcribe(
      Transcriber transcriber, String file, ProgressListener listener) {
    if (file.equals(STANDARD_INPUT)) {
      return transcribeStandardInput(transcriber, listener);
    }
    try {
      return transcriber.transcribe(Path.of(file), listener);
    } catch (InvalidPathException unusable) {
      throw new AudioException(
          AudioException.Reason.UNREADABLE, file + ": " + unusable.getReason(), unusable);
    }
  }

  private static Transcript transcribeStandardInput(
      Transcriber transcriber, ProgressListener listener) {
    try {
      return transcriber.transcribe(System.in.readAllBytes(), listener);
    } catch (AudioException unusable) {
      throw new AudioException(
          unusable.reason(), "standard input: " + unusable.getMessage(), unusable);
    } catch (IOException unreadable) {
      throw new AudioException(
          AudioException.Reason.UNREADABLE,
          "standard input: " + Reasons.of(unreadable),
          unreadable);
    }
  }
}
