// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.nghe.service.models.ModelVersion;
import vn.nghe.service.models.PublishedModels;
import vn.nghe.service.models.VersionManifest;
import vn.nghe.weights.verify.Verification;

/** {@code nghe models publish}. */
@Command(
    name = "publish",
    description = {
      "Publishes a model folder as a version and activates it.",
      "",
      "The folder is checked first, as `nghe weights verify` does: one with a fault, or with a"
          + " model that does not recognise a known clip, is not published. A version cannot be"
          + " changed; publish a new one instead. Prints NAME/VERSION."
    },
    sortOptions = false)
final class ModelsPublishCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "DIR", description = "The model folder.")
  private Path folder;

  @Mixin private StoreOptions store;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      required = true,
      description = "The version's name: letters, digits, '.', '-' and '_'.")
  private String version;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The model name that clients use (default: the folder's name).")
  private Optional<String> name = Optional.empty();

  /** Declared here because the standard options include a {@code --version} of their own. */
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Option(names = "--no-activate", description = "Publish without activating.")
  private boolean dormant;

  ModelsPublishCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelVersion published = named();
    List<String> faults = Verification.of(folder).faults();
    if (!faults.isEmpty()) {
      faults.forEach(terminal::say);
      terminal.say(folder + " is not published");
      return ExitCode.FAILED;
    }
    try (PublishedModels models = store.open()) {
      VersionManifest manifest = models.publish(folder, published, this::tell);
      if (!dormant) {
        models.activate(published);
      }
      terminal.say(
          "published %d bytes to %s%s"
              .formatted(manifest.totalSize(), models.place(), dormant ? "" : " and activated"));
    } catch (IOException e) {
      throw OutputException.file(folder, e);
    }
    terminal.print(published + "\n");
    return ExitCode.OK;
  }

  private void tell(VersionManifest.Entry file) {
    terminal.say("sending " + file.name() + ", " + file.size() + " bytes");
  }

  private ModelVersion named() {
    try {
      return new ModelVersion(
          name.orElseGet(() -> folder.toAbsolutePath().normalize().getFileName().toString()),
          version);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "Invalid name: " + e.getMessage(), e);
    }
  }
}
