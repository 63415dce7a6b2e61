// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.nghe.service.models.ActivePointer;
import vn.nghe.service.models.ModelVersion;
import vn.nghe.service.models.PublishedModels;

/** {@code nghe models list}. */
@Command(
    name = "list",
    description = {
      "Lists the published versions, one on each line.",
      "",
      "Tab-separated columns: NAME/VERSION, bytes, and 'active' for the version served,"
          + " 'previous' for the one before it, '-' for others."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ModelsListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private StoreOptions store;

  ModelsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (PublishedModels models = store.open()) {
      Optional<ActivePointer> pointer = models.active();
      for (ModelVersion version : models.versions()) {
        terminal.print(
            "%s\t%d\t%s\n"
                .formatted(version, models.manifest(version).totalSize(), role(version, pointer)));
      }
    }
    return ExitCode.OK;
  }

  private static String role(ModelVersion version, Optional<ActivePointer> pointer) {
    if (pointer.map(ActivePointer::active).filter(version::equals).isPresent()) {
      return "active";
    }
    return pointer.flatMap(ActivePointer::previous).filter(version::equals).isPresent()
        ? "previous"
        : "-";
  }
}
