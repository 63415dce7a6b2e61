// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.nghe.language.Ngrams;
import vn.nghe.weights.language.Corpus;
import vn.nghe.weights.language.NgramBuilder;

/** {@code nghe lm build}. */
@Command(
    name = "build",
    description = {
      "Estimates an n-gram model of Vietnamese syllables from text.",
      "",
      "Uses interpolated modified Kneser-Ney smoothing and entropy pruning. Text is normalised to"
          + " NFC, lower case and the older tone placement, with a space for every punctuation"
          + " mark and symbol. Words below the counts given here and words with a digit become"
          + " <unk>; no n-gram spans them. The same text and options give the same bytes."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class LanguageModelBuildCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Option(
      names = "--text",
      required = true,
      paramLabel = "FILE[:WEIGHT]",
      description =
          "Sentences, one on each line, in UTF-8, plain or compressed with xz or gzip. Can be"
              + " repeated. WEIGHT (default 1) is how often each sentence counts.")
  private List<Corpus> texts;

  @Option(
      names = "--order",
      paramLabel = "N",
      defaultValue = "3",
      description = "The length of the longest n-grams, 2 to 4 (default: ${DEFAULT-VALUE}).")
  private int order;

  @Option(
      names = "--least-syllable",
      paramLabel = "COUNT",
      defaultValue = "3",
      description =
          "The fewest occurrences of a syllable in the vocabulary (default:"
              + " ${DEFAULT-VALUE}).")
  private int leastSyllable;

  @Option(
      names = "--least-other",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "The fewest occurrences of any other word in it (default: ${DEFAULT-VALUE}).")
  private int leastOther;

  @Option(
      names = "--prune",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Remove n-grams without which the perplexity rises by less than this factor, such as"
              + " 1e-8 (default: keep all).")
  private double prune;

  @Mixin private LanguageModelOutput output;

  LanguageModelBuildCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    NgramBuilder.Options options;
    try {
      options = new NgramBuilder.Options(order, leastSyllable, leastOther, prune);
    } catch (IllegalArgumentException senseless) {
      throw new ParameterException(command.commandLine(), senseless.getMessage(), senseless);
    }
    Ngrams ngrams;
    try (var progress = ProgressDisplay.over(2 * texts.size(), terminal)) {
      ngrams = new NgramBuilder(options, read -> progress.step()).build(texts);
    }
    terminal.print(output.write(ngrams));
    return ExitCode.OK;
  }

  /** Parses {@code FILE} or {@code FILE:WEIGHT}. */
  static Corpus corpus(String text) {
    int colon = text.lastIndexOf(':');
    String weight = text.substring(colon + 1);
    return colon > 0 && weight.matches("[0-9]+(\\.[0-9]+)?")
        ? new Corpus(Path.of(text.substring(0, colon)), Double.parseDouble(weight))
        : new Corpus(Path.of(text), 1);
  }
}
