// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of every command that runs a model. */
final class ThreadsOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private OptionalInt threads = OptionalInt.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "The number of threads (default: one for each processor).")
  void threads(int count) {
    if (count < 1) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--threads': " + count + " is below 1");
    }
    threads = OptionalInt.of(count);
  }

  /** The number given, or that of the processors. */
  int count() {
    return threads.orElseGet(Runtime.getRuntime()::availableProcessors);
  }
}
