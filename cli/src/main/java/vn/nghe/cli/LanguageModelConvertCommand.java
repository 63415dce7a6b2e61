// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vn.nghe.language.NgramModel;

/** {@code nghe lm convert}. */
@Command(
    name = "convert",
    description = "Converts a language model between ARPA text and the binary format.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class LanguageModelConvertCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The language model, binary or ARPA text.")
  private Path from;

  @Mixin private LanguageModelOutput output;

  LanguageModelConvertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.print(output.write(NgramModel.open(from).ngrams()));
    return ExitCode.OK;
  }
}
