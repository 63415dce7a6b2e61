// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.nghe.Transcriber;

/** The options of every command that recognises speech itself. */
final class ModelOptions {
  /** The property comes from the launcher, which knows where the project lies. */
  private static final String DEFAULT_MODEL = "${sys:nghe.model:-models/nghe-base-vi}";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      defaultValue = DEFAULT_MODEL,
      description = "The model's folder (default: ${DEFAULT-VALUE}).")
  private Path model;

  @Option(
      names = "--language-model",
      paramLabel = "FILE",
      description =
          "An n-gram model of syllables, binary or ARPA (default: lm.bin or lm.arpa in the model's"
              + " folder, if there).")
  private Optional<Path> languageModel;

  private OptionalInt threads = OptionalInt.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads share the work (default: one for each processor).")
  void threads(int count) {
    if (count < 1) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--threads': " + count + " is below 1");
    }
    threads = OptionalInt.of(count);
  }

  /**
   * Loads the model.
   *
   * @throws vn.nghe.model.ModelException if the folder does not hold a usable one
   */
  Transcriber open() {
    int count = threads.orElseGet(Runtime.getRuntime()::availableProcessors);
    return languageModel
        .map(file -> Transcriber.open(model, file, count))
        .orElseGet(() -> Transcriber.open(model, count));
  }
}
