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
      "Serves OpenAI's audio API over HTTP.",
      "",
      "Runs until SIGINT (Ctrl-C) or SIGTERM, then finishes the requests that it has accepted and"
          + " exits with 0. Logs to standard output. Everything else is set by the service's"
          + " configuration."
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
      description = "The address to listen on (default: 127.0.0.1, local connections only).")
  void host(String address) {
    settings.put("server.host", address);
  }

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port to listen on; 0 for any free one (default: 8080).")
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
        "Require an API key from this file, which `nghe keys create` writes (default:"
            + " $NGHE_AUTH_KEYS, else no key is required)."
      })
  void keys(Path file) {
    settings.put("nghe.auth.keys", file.toString());
  }

  @Option(
      names = "--allow-unauthenticated",
      description =
          "Allow a non-local ADDRESS without API keys or an OpenID provider. For use behind a"
              + " proxy that authenticates.")
  void allowUnauthenticated(boolean allowed) {
    settings.put("nghe.allow-unauthenticated", Boolean.toString(allowed));
  }

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "The model folder (default: that of the other commands).")
  void model(Path folder) {
    settings.put("nghe.model", folder.toString());
  }

  @Override
  public Integer call() throws InterruptedException {
    NgheService.serve(ServiceConfig.load(settings));
    // The service runs until the process ends.
    Thread.currentThread().join();
    return ExitCode.OK;
  }
}
