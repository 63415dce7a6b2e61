// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vn.nghe.service.models.ModelVersion;
import vn.nghe.service.models.PublishedModels;

/** {@code nghe models activate}. */
@Command(
    name = "activate",
    description = "Makes a published version the active one. Prints NAME/VERSION.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ModelsActivateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "NAME/VERSION",
      converter = ModelVersionConverter.class,
      description = "The version, as `nghe models list` shows it.")
  private ModelVersion version;

  @Mixin private StoreOptions store;

  ModelsActivateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (PublishedModels models = store.open()) {
      terminal.print(models.activate(version).active() + "\n");
    }
    return ExitCode.OK;
  }
}
