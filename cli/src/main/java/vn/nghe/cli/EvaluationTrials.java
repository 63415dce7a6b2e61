// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.weights.evaluate.ClipManifest;
import vn.nghe.weights.evaluate.ClipResult;
import vn.nghe.weights.evaluate.HotWordCase;
import vn.nghe.weights.evaluate.HotWordCases;
import vn.nghe.weights.evaluate.HotWordResults;
import vn.nghe.weights.evaluate.JoinedResults;
import vn.nghe.weights.evaluate.LiveResults;

/**
 * The options of {@code nghe evaluate} that transcribe the clips again: with hot words, live, or
 * joined.
 */
final class EvaluationTrials {
  /** Joined clips are in memory twice, with 4 bytes for each sample. */
  private static final double MOST_MINUTES = 120;

  private static final int MOST_BEGINNINGS = 100;

  private static final double LONGEST_PAUSE = 60;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--missed-words",
      paramLabel = "OUT.tsv",
      description =
          "Also write the syllables and pairs of syllables that were not recognised, rare ones"
              + " first, in the format of --hot-word-cases.")
  private Optional<Path> missedWords;

  @Option(
      names = "--hot-word-cases",
      paramLabel = "CASES.tsv",
      description =
          "Also print how many of these are recognised when each is the only hot word of its"
              + " clip, and how the WER of other clips changes when ten of them are set: columns"
              + " `path` (as in the manifest) and `hot_word`.")
  private Optional<Path> hotWordCases;

  @Option(
      names = "--live",
      description =
          "Also transcribe every clip as a live stream, as fast as possible, and print the WER of"
              + " the final texts and how many final texts change with other block sizes (none"
              + " should).")
  private boolean live;

  @Option(
      names = "--joined",
      paramLabel = "MINUTES",
      description =
          "Also join the clips to a recording of this length, repeated if they are too few, and"
              + " print its WER, that of the single clips, and how many words are lost or doubled"
              + " where it was cut within speech. The clips follow each other without an added"
              + " pause.")
  private Optional<Double> joined;

  @Option(
      names = "--pause",
      paramLabel = "SECONDS",
      description = "With --joined: the length of digital silence after each clip.")
  private Optional<Double> pause;

  @Option(
      names = "--beginnings",
      paramLabel = "N",
      description =
          "With --joined: the number of such recordings, each starting with another clip"
              + " (default: 1). The WER of a single one varies by about a point.")
  private Optional<Integer> beginnings;

  private List<HotWordCase> cases = List.of();

  /** The file for missed words, if asked for. */
  Optional<Path> missedWords() {
    return missedWords;
  }

  /**
   * Reads the hot words and checks the options.
   *
   * @throws ParameterException if a value is out of range or its main option is missing
   * @throws vn.nghe.weights.evaluate.ManifestException if the hot words cannot be used
   */
  void prepare(ClipManifest manifest, Decoding decoding) {
    joined.ifPresent(minutes -> require("--joined", minutes, MOST_MINUTES));
    pause.ifPresent(seconds -> require("--pause", seconds, LONGEST_PAUSE));
    if (pause.isPresent() && joined.isEmpty()) {
      throw wrong("--pause is for joined clips; give --joined, too");
    }
    if (beginnings.isPresent() && joined.isEmpty()) {
      throw wrong("--beginnings is for joined clips; give --joined, too");
    }
    beginnings.ifPresent(count -> require("--beginnings", count, MOST_BEGINNINGS));
    if (hotWordCases.isPresent() && !decoding.hotWords().isEmpty()) {
      throw wrong("--hot-word-cases sets its own hot words; give no others");
    }
    hotWordCases.ifPresent(file -> cases = HotWordCases.read(file, manifest));
  }

  private void require(String option, double value, double most) {
    if (!(value > 0 && value <= most)) {
      throw wrong(
          "Invalid value for option '%s': %s is not above 0 and up to %.0f"
              .formatted(option, value, most));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** Runs the trials that are asked for and prints their results. */
  void run(
      Transcriber transcriber,
      Decoding decoding,
      ClipManifest manifest,
      List<ClipResult> results,
      Terminal terminal) {
    missedWords.ifPresent(
        file -> write(file, HotWordCases.table(HotWordCases.missed(results, transcriber::writes))));
    if (!cases.isEmpty()) {
      terminal.print(Measurements.of(HotWordResults.run(transcriber, decoding, results, cases)));
    }
    if (live) {
      try (var progress = ProgressDisplay.over(results.size(), terminal)) {
        terminal.print(
            Measurements.of(LiveResults.run(transcriber, decoding, manifest, progress::step)));
      }
    }
    joined.ifPresent(minutes -> runJoined(transcriber, decoding, results, minutes, terminal));
  }

  /** Prints a line for each recording, and one for all if there are several. */
  private void runJoined(
      Transcriber transcriber,
      Decoding decoding,
      List<ClipResult> results,
      double minutes,
      Terminal terminal) {
    List<JoinedResults> recordings = new ArrayList<>();
    int count = beginnings.orElse(1);
    try (var progress = ProgressDisplay.over(count, terminal)) {
      for (int i = 0; i < count; i++) {
        recordings.add(
            JoinedResults.run(
                transcriber,
                decoding,
                results,
                (double) i / count,
                60 * minutes,
                pause.orElse(0.0)));
        progress.step();
      }
    }
    recordings.forEach(recording -> terminal.print(Measurements.of(recording)));
    if (count > 1) {
      recordings.stream()
          .reduce(JoinedResults::plus)
          .ifPresent(all -> terminal.print(Measurements.of(all)));
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException refused) {
      throw OutputException.file(file, refused);
    }
  }
}
