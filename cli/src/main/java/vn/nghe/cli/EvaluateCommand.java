// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.weights.evaluate.BoundaryErrors;
import vn.nghe.weights.evaluate.ClipManifest;
import vn.nghe.weights.evaluate.ClipResult;
import vn.nghe.weights.evaluate.ConfidenceBins;
import vn.nghe.weights.evaluate.Evaluation;
import vn.nghe.weights.evaluate.ReferenceTimes;

/** {@code nghe evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Measures a model on recordings with known text.",
      "",
      "The last line on standard output is",
      "",
      "  WER 12.34 %% CER 5.67 %% clips N audio S s wall S s RTF 0.0123",
      "",
      "WER and CER are pooled over all clips: errors divided by the words (syllables) and"
          + " characters (with spaces) of the references. Both sides are compared in NFC and"
          + " lower case, with the older tone placement (hòa for hoà) and with a space for every"
          + " punctuation mark and symbol. 'audio' is the length of the recognised clips, 'wall'"
          + " the time spent on them without loading the model, RTF wall divided by audio.",
      "",
      "A clip that cannot be decoded is named on standard error and counts as if every word and"
          + " character were deleted; the exit code is then 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Option(
      names = "--manifest",
      required = true,
      paramLabel = "FILE.tsv",
      description =
          "Tab-separated values in UTF-8, without quoting. The first line names the columns."
              + " `path` (relative to the manifest) and `sentence` are required; others are"
              + " ignored.")
  private Path manifest;

  @Option(
      names = "--hypotheses",
      paramLabel = "OUT.tsv",
      description =
          "Also write the path, sentence and hypothesis of every clip to this file, in the order"
              + " of the manifest.")
  private Optional<Path> hypotheses;

  @Option(
      names = "--boundaries",
      paramLabel = "TIMES.tsv",
      description =
          "Also print the errors of word starts and ends against this file: columns `path` (as in"
              + " the manifest), `word`, `start` and `end` in seconds, one line for each word."
              + " Clips that it does not name are left out.")
  private Optional<Path> boundaries;

  @Option(
      names = "--confidence",
      description =
          "Also print the share of correct words in ten bins of confidence, and the expected"
              + " calibration error.")
  private boolean confidence;

  @Mixin private ErrorOptions errors;

  @Mixin private EvaluationTrials trials;

  @Mixin private ModelOptions model;

  @Mixin private DecodingOptions search;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    hypotheses.ifPresent(file -> spareManifest("--hypotheses", file));
    trials.missedWords().ifPresent(file -> spareManifest("--missed-words", file));
    Decoding decoding = search.decoding();
    ClipManifest clips = ClipManifest.read(manifest);
    Optional<ReferenceTimes> times = boundaries.map(ReferenceTimes::read);
    errors.prepare();
    trials.prepare(clips, decoding);
    try (Transcriber transcriber = model.open();
        var table = HypothesisTable.to(hypotheses)) {
      Evaluation evaluation = run(transcriber, decoding, clips, table);
      if (confidence) {
        terminal.print(Measurements.of(ConfidenceBins.of(evaluation.results())));
      }
      times.ifPresent(
          said -> terminal.print(Measurements.of(BoundaryErrors.of(evaluation.results(), said))));
      errors.report(transcriber.model().name() + " on " + manifest, evaluation, terminal);
      trials.run(transcriber, decoding, clips, evaluation.results(), terminal);
      terminal.print(summary(evaluation) + "\n");
      return evaluation.failures() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private void spareManifest(String option, Path file) {
    if (isManifest(file)) {
      throw new ParameterException(
          command.commandLine(), option + " would overwrite the manifest " + manifest);
    }
  }

  private boolean isManifest(Path file) {
    try {
      return Files.isSameFile(file, manifest);
    } catch (IOException notThere) {
      return false;
    }
  }

  private Evaluation run(
      Transcriber transcriber, Decoding decoding, ClipManifest clips, HypothesisTable table) {
    try (var progress = ProgressDisplay.over(clips.clips().size(), terminal)) {
      return Evaluation.run(
          transcriber,
          decoding,
          clips,
          model.threads(),
          result -> {
            if (result instanceof ClipResult.Failed failed) {
              progress.say(failed.reason());
            }
            table.add(result);
            progress.step();
          });
    }
  }

  private static String summary(Evaluation evaluation) {
    return String.format(
        Locale.ROOT,
        "WER %.2f %% CER %.2f %% clips %d audio %.1f s wall %.1f s RTF %.4f",
        evaluation.words().percent(),
        evaluation.characters().percent(),
        evaluation.results().size(),
        evaluation.audioSeconds(),
        evaluation.wallSeconds(),
        evaluation.realTimeFactor());
  }
}
