// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.nghe.service.models.PublishedModels;

/** {@code nghe models rollback}. */
@Command(
    name = "rollback",
    description = {
      "Activates the previous version again. Prints NAME/VERSION.",
      "",
      "A second rollback undoes the first."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ModelsRollbackCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private StoreOptions store;

  ModelsRollbackCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (PublishedModels models = store.open()) {
      terminal.print(models.rollBack().active() + "\n");
    }
    return ExitCode.OK;
  }
}
