// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Gatherers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.api.ProgressListener;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioOptions;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.text.written.WrittenForms;
import vn.nghe.text.written.WrittenStyle;
import vn.nghe.transcript.Transcript;

/** {@code nghe transcribe}. */
@Command(
    name = "transcribe",
    description = {
      "Transcribes recordings.",
      "",
      "For one recording the output is its text. For several, each has a line with its path, a"
          + " tab and its text. A recording that cannot be decoded is named on standard error,"
          + " the others are transcribed, and the exit code is 1. Several recordings are worked on"
          + " at the same time; their results come in the order of the command line."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class TranscribeCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";
  private static final WrittenForms NUMBERS = WrittenForms.of(WrittenStyle.PROSE);

  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = {
        "The output format (default: ${DEFAULT-VALUE}):",
        "text  the words, as described above",
        "json  JSON Lines, one object for each recording: path, text, language, duration, words"
            + " with start, end and confidence, segments with start and end; times in seconds",
        "srt   SubRip subtitles, for one recording only",
        "vtt   WebVTT subtitles, for one recording only"
      })
  private OutputFormat format;

  @Option(
      names = "--numbers",
      description =
          "Write numbers, dates, times and amounts in figures: 25.000 đồng for hai mươi lăm nghìn"
              + " đồng. Ambiguous words are not changed.")
  private boolean numbers;

  @Option(
      names = "--alternatives",
      paramLabel = "N",
      defaultValue = "1",
      description = "The number of alternative texts; needs --format json.")
  private int alternatives;

  @Option(
      names = "--strict",
      description =
          "Refuse a recording that is cut short or damaged. By default what is there is"
              + " transcribed, and what is wrong is named on standard error.")
  private boolean strict;

  @Option(
      names = "--track",
      paramLabel = "N",
      description =
          "The track of sound to transcribe, counted from 1. By default the file's default"
              + " track, or another one if that is silent.")
  private Optional<Integer> track = Optional.empty();

  @Mixin private ModelOptions model;

  @Mixin private DecodingOptions search;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Recordings: WAV, FLAC, MP3, M4A, Ogg, WebM and others, detected by content. `-` reads"
              + " one from standard input.")
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
              + " takes one FILE, because subtitles belong to one recording; transcribe the files"
              + " one by one");
    }
    if (Collections.frequency(files, STANDARD_INPUT) > 1) {
      throw new ParameterException(
          command.commandLine(), "standard input can be read only once; name `-` once");
    }
    Decoding decoding = decoding();
    AudioOptions audio = audio();
    try (Transcriber transcriber = model.open();
        var progress = progress(several)) {
      int atOnce = several ? model.threads() : 1;
      return files.stream()
          .gather(
              Gatherers.mapConcurrent(
                  atOnce,
                  file -> {
                    ProgressListener listener = listener(progress, several);
                    return transcribed(transcriber, file, audio, decoding, listener);
                  }))
          .mapToInt(result -> report(result, progress, several))
          .max()
          .orElse(ExitCode.OK);
    }
  }

  /** What became of a recording: its transcript, or why it has none. */
  private sealed interface Result {
    record Heard(String file, Transcript transcript) implements Result {}

    record Unusable(String message) implements Result {}
  }

  private Result transcribed(
      Transcriber transcriber,
      String file,
      AudioOptions audio,
      Decoding decoding,
      ProgressListener listener) {
    try {
      return new Result.Heard(
          file, written(transcribe(transcriber, file, audio, decoding, listener)));
    } catch (AudioException unusable) {
      return new Result.Unusable(unusable.getMessage());
    }
  }

  /** Prints a result. Returns its exit code. */
  private int report(Result result, ProgressDisplay progress, boolean several) {
    progress.step();
    return switch (result) {
      case Result.Heard(String file, Transcript transcript) -> {
        terminal.print(format.write(file, transcript, several));
        transcript.warnings().stream()
            // Nearly every conversation has one; who wants to know finds it in JSON.
            .filter(warning -> warning.kind() != AudioWarning.Kind.LEVEL_CHANGED)
            .forEach(warning -> progress.say(file + ": " + warning.message()));
        yield ExitCode.OK;
      }
      case Result.Unusable(String message) -> {
        progress.say(message);
        yield ExitCode.FAILED;
      }
    };
  }

  private AudioOptions audio() {
    AudioOptions options = AudioOptions.DEFAULT.withStrict(strict);
    try {
      return track.isPresent() ? options.withTrack(track.get()) : options;
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(command.commandLine(), refused.getMessage(), refused);
    }
  }

  private Decoding decoding() {
    if (alternatives != 1 && format != OutputFormat.JSON) {
      throw new ParameterException(
          command.commandLine(),
          "--alternatives needs --format json; the other formats have one" + " text");
    }
    try {
      return search.decoding().withAlternatives(alternatives);
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(command.commandLine(), refused.getMessage(), refused);
    }
  }

  /** Results that appear on the terminal one by one show the progress themselves. */
  private ProgressDisplay progress(boolean several) {
    if (!several) {
      return ProgressDisplay.within(terminal);
    }
    return terminal.showsData()
        ? ProgressDisplay.unseen(terminal)
        : ProgressDisplay.over(files.size(), terminal);
  }

  /** Several recordings are counted whole. */
  private static ProgressListener listener(ProgressDisplay progress, boolean several) {
    return several
        ? ProgressListener.NONE
        : reached -> {
          double seconds = reached.seconds();
          progress.reach(seconds, Math.max(seconds, reached.total().orElse(seconds)));
          return true;
        };
  }

  private Transcript written(Transcript spoken) {
    return numbers ? spoken.withWords(NUMBERS.apply(spoken.words())) : spoken;
  }

  /** Throws {@link AudioException} with a message that begins with the recording's name. */
  private static Transcript transcribe(
      Transcriber transcriber,
      String file,
      AudioOptions audio,
      Decoding decoding,
      ProgressListener listener) {
    if (file.equals(STANDARD_INPUT)) {
      return transcribeStream(
          () -> System.in, "standard input", transcriber, audio, decoding, listener);
    }
    try {
      Path path = Path.of(file);
      // A pipe, as the shell's process substitution makes it, can be read only once and in order.
      if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
        return transcribeStream(
            () -> Files.newInputStream(path), file, transcriber, audio, decoding, listener);
      }
      return transcriber.transcribe(AudioSource.of(path, audio), decoding, listener);
    } catch (InvalidPathException unusable) {
      throw new AudioException(
          AudioException.Reason.UNREADABLE, file + ": " + unusable.getReason(), unusable);
    }
  }

  /** Opens a stream, which is closed after it has been read. */
  @FunctionalInterface
  private interface Opening {
    InputStream open() throws IOException;
  }

  private static Transcript transcribeStream(
      Opening opening,
      String name,
      Transcriber transcriber,
      AudioOptions audio,
      Decoding decoding,
      ProgressListener listener) {
    try (InputStream stream = opening.open()) {
      byte[] encoded = stream.readAllBytes();
      return transcriber.transcribe(AudioSource.of(encoded, audio), decoding, listener);
    } catch (AudioException unusable) {
      throw new AudioException(unusable.reason(), name + ": " + unusable.getMessage(), unusable);
    } catch (IOException unreadable) {
      throw new AudioException(
          AudioException.Reason.UNREADABLE, name + ": " + Reasons.of(unreadable), unreadable);
    }
  }
}
