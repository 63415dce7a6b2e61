// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.nghe.weights.inspect.Inspection;

/** {@code nghe weights inspect}. */
@Command(
    name = "inspect",
    description = {
      "Says what is in a model: its parts, and every tensor with type, shape, parameters and bytes.",
      "",
      "For a model folder also the arithmetic of each part, in millions of multiply-adds for a"
          + " second of sound. Counted are the products of matrices, which are nearly all of it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class WeightsInspectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "DIR|FILE", description = "A model's folder, or a safetensors file.")
  private Path model;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table (tab-separated) or json (default: ${DEFAULT-VALUE}).")
  private TableFormat format;

  private double seconds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description =
          "The length of the clip that arithmetic is given for, since attention costs more a second"
              + " the longer it is; over 0 (default: ${DEFAULT-VALUE}).")
  void seconds(double given) {
    if (!(given > 0 && given <= Integer.MAX_VALUE)) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '--seconds': " + given + " is not over 0");
    }
    seconds = given;
  }

  WeightsInspectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Inspection inspection = Inspection.of(model);
    terminal.print(
        switch (format) {
          case TABLE -> InspectionText.table(inspection, seconds);
          case JSON -> InspectionText.json(inspection, seconds);
        });
    return ExitCode.OK;
  }
}
