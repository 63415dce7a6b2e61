// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code nghe keys}. */
@Command(
    name = "keys",
    description = {
      "Creates, lists and revokes API keys of the service.",
      "",
      "A running service applies changes of its key file within a few seconds."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
final class KeysCommand {
  private KeysCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(new KeysCreateCommand(terminal))
        .addSubcommand(new KeysListCommand(terminal))
        .addSubcommand(new KeysRevokeCommand(terminal));
  }
}
