// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code nghe lm}. */
@Command(
    name = "lm",
    description = "Builds, converts and measures n-gram language models.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
final class LanguageModelCommand {
  private LanguageModelCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new LanguageModelCommand())
        .addSubcommand(new LanguageModelBuildCommand(terminal))
        .addSubcommand(new LanguageModelPerplexityCommand(terminal))
        .addSubcommand(new LanguageModelConvertCommand(terminal));
  }
}
