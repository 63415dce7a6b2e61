// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code nghe weights}. */
@Command(
    name = "weights",
    description = "Imports, inspects, verifies, compares and converts models.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
final class WeightsCommand {
  private WeightsCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new WeightsCommand())
        .addSubcommand(new WeightsImportCommand(terminal))
        .addSubcommand(new WeightsInspectCommand(terminal))
        .addSubcommand(new WeightsVerifyCommand(terminal))
        .addSubcommand(new WeightsCompareCommand(terminal))
        .addSubcommand(new WeightsConvertCommand(terminal));
  }
}
