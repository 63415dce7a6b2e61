// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.nghe.Transcriber;
import vn.nghe.service.models.ModelVersion;
import vn.nghe.service.models.PublishedModels;
import vn.nghe.service.models.VersionManifest;

/** {@code nghe models publish}. */
@Command(
    name = "publish",
    description = {
      "Publishes a model's folder as a version, and makes it the one to serve.",
      "",
      "The model is loaded first: what does not run here is not published. A version never"
          + " changes; publish another one instead. Prints NAME/VERSION."
    },
    sortOptions = false)
final class ModelsPublishCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "DIR", description = "The model's folder.")
  private Path folder;

  @Mixin private StoreOptions store;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      required = true,
      description = "What to call the version: letters, digits, '.', '-' and '_'.")
  private String version;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What clients ask for (default: the folder's name).")
  private Optional<String> name = Optional.empty();

  /** Not with those of all commands, among which {@code --version} is that of the program. */
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Option(names = "--no-activate", description = "Only publish it; what is served stays.")
  private boolean dormant;

  ModelsPublishCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelVersion published = named();
    Transcriber.open(folder).close();
    try (PublishedModels models = store.open()) {
      VersionManifest manifest = models.publish(folder, published, this::tell);
      if (!dormant) {
        models.activate(published);
      }
      terminal.say(
          "published %d bytes to %s%s"
              .formatted(manifest.totalSize(), models.place(), dormant ? "" : ", to be served"));
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
