// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.nghe.StreamingTranscriber;
import vn.nghe.Transcriber;
import vn.nghe.api.StreamingOptions;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.input.RawPcm;

/** {@code nghe listen}. */
@Command(
    name = "listen",
    description = {
      "Transcribes live audio from standard input.",
      "",
      "Reads mono, raw 16-bit little-endian samples. At a pause the text becomes final and is"
          + " written as a line; until then the partial text is shown on standard error if that"
          + " is a terminal.",
      "",
      "  arecord -q -f S16_LE -r 16000 -c 1 -t raw | nghe listen",
      "  ffmpeg -v error -i URL -ac 1 -ar 16000 -f s16le - | nghe listen --format json"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ListenCommand implements Callable<Integer> {
  private static final int BLOCK_BYTES = 1 << 12;

  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Option(
      names = "--sample-rate",
      paramLabel = "HZ",
      defaultValue = "16000",
      description = "The sample rate of standard input (default: ${DEFAULT-VALUE}).")
  private int sampleRate;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = {
        "The output format (default: ${DEFAULT-VALUE}):",
        "text  the final texts, one on each line",
        "json  JSON Lines, one object for each text or pause: type (partial, final or pause),"
            + " text, words with start, end and confidence, and for partial text the number of"
            + " stable words; times in seconds"
      })
  private OutputFormat format;

  @Option(
      names = "--endpoint",
      paramLabel = "SECONDS",
      description = "The length of a pause that makes text final (default: 0.8).")
  private double endpoint = seconds(StreamingOptions.DEFAULT.endpoint());

  @Option(
      names = "--longest-segment",
      paramLabel = "SECONDS",
      description = "The longest segment; longer speech is cut (default: 12).")
  private double longestSegment = seconds(StreamingOptions.DEFAULT.longestSegment());

  @Mixin private ModelOptions model;

  @Mixin private DecodingOptions search;

  ListenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    StreamingOptions options = options();
    try (Transcriber transcriber = model.open();
        LiveOutput output = output();
        StreamingTranscriber stream = transcriber.stream(options, output)) {
      RawPcm sound = sound(stream);
      byte[] block = new byte[BLOCK_BYTES];
      for (int count = System.in.read(block); count >= 0; count = System.in.read(block)) {
        sound.accept(block, count);
      }
      sound.finish();
      stream.finish();
      return ExitCode.OK;
    } catch (IOException unreadable) {
      terminal.say("standard input: " + Reasons.of(unreadable));
      return ExitCode.FAILED;
    }
  }

  private LiveOutput output() {
    return switch (format) {
      case TEXT -> new LiveTextOutput(terminal);
      case JSON -> text -> terminal.print(JsonLine.of(text));
      case SRT, VTT ->
          throw new ParameterException(
              command.commandLine(),
              "--format " + format + " is for recordings; live text is written as text or json");
    };
  }

  private RawPcm sound(StreamingTranscriber stream) {
    try {
      return new RawPcm(sampleRate, stream);
    } catch (AudioException unusable) {
      throw new ParameterException(command.commandLine(), unusable.getMessage(), unusable);
    }
  }

  private StreamingOptions options() {
    try {
      return StreamingOptions.DEFAULT
          .withDecoding(search.decoding())
          .withEndpoint(duration(endpoint))
          .withLongestSegment(duration(longestSegment));
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(command.commandLine(), refused.getMessage(), refused);
    }
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
