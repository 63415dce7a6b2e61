// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nghe serve}. */
@Command(
    name = "serve",
    description = {
      "Answers requests of OpenAI's audio API over HTTP.",
      "",
      "Runs until it is told to end (Ctrl-C or SIGTERM); requests that are running are finished."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
  private String host;

  private int port;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  void port(int number) {
    if (number < 0 || number > HIGHEST_PORT) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '--port': " + number + " is not from 0 to " + HIGHEST_PORT);
    }
    port = number;
  }

  @Option(
      names = "--model",
      paramLabel = "DIR",
      defaultValue = ModelOptions.DEFAULT_MODEL,
      description = "The model's folder (default: ${DEFAULT-VALUE}).")
  private Path model;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.say("no service to start with " + model + " on " + host + ":" + port);
    return ExitCode.INTERNAL;
  }
}
