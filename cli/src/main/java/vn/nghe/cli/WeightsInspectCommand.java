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
      "Lists the parts of a model, and every tensor with type, shape, parameters and bytes.",
      "",
      "For a model folder also lists the arithmetic of each part, in millions of multiply-adds"
          + " for a second of audio. Only matrix products are counted, which are nearly all of"
          + " it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class WeightsInspectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "DIR|FILE", description = "A model folder, or a safetensors file.")
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
          "The length of the recording for which arithmetic is given, above 0; attention costs"
              + " more per second the longer it is (default: ${DEFAULT-VALUE}).")
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
