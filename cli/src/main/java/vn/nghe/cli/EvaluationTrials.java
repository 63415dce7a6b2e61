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

/** The options of {@code nghe evaluate} that use the clips otherwise than one by one. */
final class EvaluationTrials {
  /** Joined clips are held in memory, 4 bytes a sample, twice. */
  private static final double MOST_MINUTES = 120;

  private static final int MOST_BEGINNINGS = 100;

  private static final double LONGEST_PAUSE = 60;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--missed-words",
      paramLabel = "OUT.tsv",
      description =
          "Also write which syllables and pairs of them were said and not recognised, rare ones"
              + " first, as --hot-word-cases reads them.")
  private Optional<Path> missedWords;

  @Option(
      names = "--hot-word-cases",
      paramLabel = "CASES.tsv",
      description =
          "Also say how many of these are found as hot words, each set alone in its clip, and how"
              + " the WER changes where ten of them are set and none is said: columns `path` (as in"
              + " the manifest) and `hot_word`.")
  private Optional<Path> hotWordCases;

  @Option(
      names = "--live",
      description =
          "Also hear every clip as live speech, as fast as it goes, and give the WER of the final"
              + " texts. None of them may change when the sound comes in other blocks.")
  private boolean live;

  @Option(
      names = "--joined",
      paramLabel = "MINUTES",
      description =
          "Also join the clips to a recording of this length, over again where they are too few,"
              + " and give its WER beside that of its clips one by one, and how many words of"
              + " theirs are lost or doubled where it was cut amid sound. The clips follow one"
              + " another without a pause of their own.")
  private Optional<Double> joined;

  @Option(
      names = "--pause",
      paramLabel = "SECONDS",
      description = "With --joined: digital silence after each clip.")
  private Optional<Double> pause;

  @Option(
      names = "--beginnings",
      paramLabel = "N",
      description =
          "With --joined: how many such recordings, each beginning at another clip (default: 1)."
              + " Chance moves the WER of one by a point or so.")
  private Optional<Integer> beginnings;

  private List<HotWordCase> cases = List.of();

  /** Where missed words are to go. */
  Optional<Path> missedWords() {
    return missedWords;
  }

  /**
   * Reads what is asked for.
   *
   * @throws ParameterException if a value is out of range or lacks what it belongs to
   * @throws vn.nghe.weights.evaluate.ManifestException if the hot words cannot be used
   */
  void prepare(ClipManifest manifest, Decoding decoding) {
    joined.ifPresent(minutes -> require("--joined", minutes, MOST_MINUTES));
    pause.ifPresent(seconds -> require("--pause", seconds, LONGEST_PAUSE));
    if (pause.isPresent() && joined.isEmpty()) {
      throw wrong("--pause says how clips are joined; give --joined, too");
    }
    if (beginnings.isPresent() && joined.isEmpty()) {
      throw wrong("--beginnings says how clips are joined; give --joined, too");
    }
    beginnings.ifPresent(count -> require("--beginnings", count, MOST_BEGINNINGS));
    if (hotWordCases.isPresent() && !decoding.hotWords().isEmpty()) {
      throw wrong("--hot-word-cases sets hot words of its own, so no others fit");
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

  /** Runs what is asked for and prints what came out. */
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

  /** A line for each recording, and one for all together where they are several. */
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
