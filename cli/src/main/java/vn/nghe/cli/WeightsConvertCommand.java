// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import vn.nghe.model.CtcConfig;
import vn.nghe.weights.convert.Conversion;
import vn.nghe.weights.convert.HeadPruning;
import vn.nghe.weights.convert.Storage;
import vn.nghe.weights.inspect.Inspection;

/** {@code nghe weights convert}. */
@Command(
    name = "convert",
    description = {
      "Converts a model folder: other storage types, or fewer classes.",
      "",
      "Values are rounded to nearest; one out of the range of its type is an error. The folder"
          + " appears complete or not at all, with SHA256SUMS. The language model and the model"
          + " card are copied unchanged."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class WeightsConvertCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "DIR", description = "The model folder.")
  private Path from;

  @Option(
      names = "--into",
      required = true,
      paramLabel = "OUT",
      description = "The folder to create; it must not exist.")
  private Path into;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "The storage type of the weights: f32, f16, bf16, or int8 with a scale for each output"
              + " of a layer (default: unchanged).")
  private Optional<Storage> storage = Optional.empty();

  @Option(
      names = "--prune-head",
      paramLabel = "TEXT",
      description =
          "Keep only the blank and the classes that occur in this text: sentences, one on each"
              + " line, in UTF-8, plain or compressed with xz or gzip, in the model's own"
              + " spelling. For heads of byte-level BPE. Can be repeated.")
  private List<Path> texts = new ArrayList<>();

  private int least = 1;

  @Option(
      names = "--least-unit",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "The fewest occurrences of a class that is kept (default: ${DEFAULT-VALUE}).")
  void least(int count) {
    if (count < 1) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '--least-unit': " + count + " is below 1");
    }
    least = count;
  }

  WeightsConvertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (storage.isEmpty() && texts.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "nothing to do: give --type, --prune-head or both");
    }
    Optional<HeadPruning> pruning =
        texts.isEmpty() ? Optional.empty() : Optional.of(new HeadPruning(texts, least));
    int classes;
    try {
      classes = new Conversion(storage, pruning).run(from, into);
    } catch (IOException refused) {
      throw OutputException.file(into, refused);
    }
    Inspection before = Inspection.of(from);
    Inspection after = Inspection.of(into);
    terminal.print(
        String.format(
            Locale.ROOT,
            "%s classes %d of %d parameters %d of %d bytes %d of %d (%.1f %%)\n",
            into,
            classes,
            before.config().orElseThrow().ctc().map(CtcConfig::classes).orElse(0),
            after.parameters(),
            before.parameters(),
            after.bytes(),
            before.bytes(),
            100.0 * after.bytes() / before.bytes()));
    return ExitCode.OK;
  }

  /** Parses the name of a type. */
  static Storage storage(String name) {
    for (Storage type : Storage.values()) {
      if (type.toString().equals(name)) {
        return type;
      }
    }
    throw new TypeConversionException("'" + name + "' is none of f32, f16, bf16 and int8");
  }
}
