// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.nghe.service.NgheService;
import vn.nghe.service.ServiceConfig;

/** {@code nghe serve}. */
@Command(
    name = "serve",
    description = {
      "Answers requests of OpenAI's audio API over HTTP.",
      "",
      "Runs until it is told to end (Ctrl-C or SIGTERM) and finishes what it accepted first; the"
          + " exit code is then 0. Writes its log on standard output. What no option sets is set"
          + " by the service's own configuration."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  private final Map<String, String> settings = new HashMap<>();

  @Spec private CommandSpec command;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on (default: 127.0.0.1, this machine only).")
  void host(String address) {
    settings.put("server.host", address);
  }

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port to listen on; 0 takes a free one (default: 8080).")
  void port(int number) {
    if (number < 0 || number > HIGHEST_PORT) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '--port': " + number + " is not from 0 to " + HIGHEST_PORT);
    }
    settings.put("server.port", String.valueOf(number));
  }

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = {
        "Asks callers for an API key of this file, which `nghe keys create` makes (default: what"
            + " NGHE_AUTH_KEYS names, else everybody is let in)."
      })
  void keys(Path file) {
    settings.put("nghe.auth.keys", file.toString());
  }

  @Option(
      names = "--allow-unauthenticated",
      description =
          "Lets everybody who can reach ADDRESS use the service, where neither keys nor a provider"
              + " are set. For use behind something that checks who connects.")
  void allowUnauthenticated(boolean allowed) {
    settings.put("nghe.allow-unauthenticated", Boolean.toString(allowed));
  }

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "The model's folder (default: that of the other commands).")
  void model(Path folder) {
    settings.put("nghe.model", folder.toString());
  }

  @Override
  public Integer call() throws InterruptedException {
    NgheService.serve(ServiceConfig.load(settings));
    // The end of the process is the only end there is.
    Thread.currentThread().join();
    return ExitCode.OK;
  }
}
