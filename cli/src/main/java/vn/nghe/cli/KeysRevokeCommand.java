// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nghe keys revoke}. */
@Command(
    name = "revoke",
    description = "Revokes an API key permanently.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class KeysRevokeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private KeyFileOption file;

  @Parameters(paramLabel = "ID", description = "The key's id, as `nghe keys list` shows it.")
  private String id;

  KeysRevokeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    file.open().revoke(id, Instant.now());
    terminal.say("key " + id + " is revoked");
    return ExitCode.OK;
  }
}
