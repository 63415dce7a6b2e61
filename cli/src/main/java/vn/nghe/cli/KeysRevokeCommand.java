// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vn.nghe.service.access.KeyFile;

/** {@code nghe keys revoke}. */
@Command(
    name = "revoke",
    description = {
      "Revokes an API key permanently.",
      "",
      "Waits until running services on this machine that use the file have read the change, for at"
          + " most 10 s. If one has not, the exit code is 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class KeysRevokeCommand implements Callable<Integer> {
  /** A service reads the file every second. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Terminal terminal;

  @Mixin private KeyFileOption file;

  @Parameters(paramLabel = "ID", description = "The key's id, as `nghe keys list` shows it.")
  private String id;

  KeysRevokeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    KeyFile.Uptake uptake = file.open().revoke(id, Instant.now(), PATIENCE);
    terminal.say(
        "key "
            + id
            + " is revoked; "
            + switch (uptake) {
              case TAKEN_UP -> "the running service refuses it now";
              case NOT_IN_USE -> "no running service on this machine uses the file";
              case UNKNOWN -> "whether a running service has read the change cannot be told";
              case NOT_TAKEN_UP ->
                  "but a running service on this machine still accepts it: it has not read the"
                      + " change. Its log says why. If the file is mounted into a container by"
                      + " itself, mount its folder; else restart the service";
            });
    return uptake == KeyFile.Uptake.NOT_TAKEN_UP ? ExitCode.FAILED : ExitCode.OK;
  }
}
