// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code nghe models}. */
@Command(
    name = "models",
    description = {
      "Publishes models to a store and selects the version that services serve.",
      "",
      "Services that poll the store (nghe.registry.poll) follow; others are switched through"
          + " their /admin/models."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
final class ModelsCommand {
  private ModelsCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new ModelsCommand())
        .addSubcommand(new ModelsPublishCommand(terminal))
        .addSubcommand(new ModelsListCommand(terminal))
        .addSubcommand(new ModelsActivateCommand(terminal))
        .addSubcommand(new ModelsRollbackCommand(terminal));
  }
}
