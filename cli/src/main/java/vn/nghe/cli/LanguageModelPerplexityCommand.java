// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.nghe.language.NgramModel;
import vn.nghe.weights.language.Perplexity;

/** {@code nghe lm perplexity}. */
@Command(
    name = "perplexity",
    description = {
      "Measures the perplexity of a language model on text.",
      "",
      "Prints a line for each file:",
      "",
      "  FILE sentences N words N unknown N (0.12 %%) perplexity 123.45",
      "",
      "The perplexity is per word. Sentence ends count as words; unknown words are left out."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class LanguageModelPerplexityCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--lm",
      required = true,
      paramLabel = "FILE",
      description = "The language model, binary or ARPA text.")
  private Path model;

  @Parameters(
      arity = "1..*",
      paramLabel = "TEXT",
      description = "Sentences, one on each line, in UTF-8, plain or compressed with xz or gzip.")
  private List<Path> texts;

  LanguageModelPerplexityCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    NgramModel opened = NgramModel.open(model);
    for (Path text : texts) {
      Perplexity measured = Perplexity.of(opened, text);
      terminal.print(
          String.format(
              Locale.ROOT,
              "%s sentences %d words %d unknown %d (%.2f %%) perplexity %.2f\n",
              text,
              measured.sentences(),
              measured.words(),
              measured.unknown(),
              measured.unknownPercent(),
              measured.perplexity()));
    }
    return ExitCode.OK;
  }
}
