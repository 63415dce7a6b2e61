// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.weights.compare.Comparison;
import vn.nghe.weights.evaluate.ClipManifest;
import vn.nghe.weights.evaluate.ClipResult;
import vn.nghe.weights.evaluate.Evaluation;

/** {@code nghe weights compare}. */
@Command(
    name = "compare",
    description = {
      "Compares the error rates of two models on recordings with known text.",
      "",
      "Both models transcribe every clip in turn. Prints WER, CER and speed of each; the"
          + " differences (second minus first, in percentage points) with a 95 %% confidence"
          + " interval and p value by a paired bootstrap over clips (Bisani and Ney 2004; 10,000"
          + " draws); and the clips with different texts, those that became worst first. A p"
          + " value below 0.05 is usually called significant. The bootstrap assumes independent"
          + " clips, which clips of one speaker are not.",
      "",
      "A clip that cannot be decoded is named on standard error and counts as if every word were"
          + " deleted for both models; the exit code is then 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class WeightsCompareCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "DIR_A", description = "The first model folder.")
  private Path first;

  @Parameters(index = "1", paramLabel = "DIR_B", description = "The second model folder.")
  private Path second;

  @Option(
      names = "--manifest",
      required = true,
      paramLabel = "FILE.tsv",
      description = "As for `nghe evaluate`.")
  private Path manifest;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of the random draws (default: 1).")
  private long seed;

  @Mixin private ThreadsOption threads;

  @Mixin private DecodingOptions search;

  WeightsCompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Decoding decoding = search.decoding();
    ClipManifest clips = ClipManifest.read(manifest);
    try (Transcriber one = Transcriber.open(first, threads.count());
        Transcriber other = Transcriber.open(second, threads.count())) {
      Comparison comparison = run(one, other, decoding, clips);
      terminal.print(ComparisonText.of(List.of(first, second), comparison));
      Evaluation evaluation = comparison.first();
      return evaluation.failures() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private Comparison run(
      Transcriber one, Transcriber other, Decoding decoding, ClipManifest clips) {
    try (var progress = ProgressDisplay.over(clips.clips().size(), terminal)) {
      return Comparison.run(
          one,
          other,
          decoding,
          clips,
          seed,
          change -> {
            if (change.first() instanceof ClipResult.Failed failed) {
              progress.say(failed.reason());
            }
            progress.step();
          });
    }
  }
}
