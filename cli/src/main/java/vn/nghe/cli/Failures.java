// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import vn.nghe.api.HotWordException;
import vn.nghe.api.ModelException;
import vn.nghe.api.UnsupportedPlatformException;
import vn.nghe.service.access.KeyFileException;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.models.RegistryException;
import vn.nghe.weights.checkpoint.CheckpointException;
import vn.nghe.weights.evaluate.ManifestException;
import vn.nghe.weights.language.TextException;

/** Maps exceptions to a message of one line and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final int MEBI = 1 << 20;

  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    terminal.say(fault.getMessage());
    UnmatchedArgumentException.printSuggestions(fault, terminal.messages());
    terminal.say("`" + command.getCommandSpec().qualifiedName() + " --help` lists the options");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
    return report(fault);
  }

  int report(Throwable fault) {
    return switch (fault) {
      case OutputException output when output.isBrokenPipe() -> ExitCode.BROKEN_PIPE;
      case OutputException output -> failed(output);
      case ModelException model -> failed(model);
      case CheckpointException checkpoint -> failed(checkpoint);
      case HotWordException hotWord -> failed(hotWord);
      case ManifestException manifest -> failed(manifest);
      case TextException text -> failed(text);
      case ConfigurationException configuration -> failed(configuration);
      case KeyFileException keys -> failed(keys);
      case RegistryException registry -> failed(registry);
      case UnsupportedPlatformException platform -> failed(platform);
      case OutOfMemoryError exhausted -> {
        terminal.say(
            "out of memory at %d MiB; raise the limit, for example with NGHE_JAVA_OPTIONS=-Xmx8g"
                .formatted(Runtime.getRuntime().maxMemory() / MEBI));
        yield ExitCode.FAILED;
      }
      default -> {
        terminal.say("internal error, please report it: " + fault);
        trace(fault);
        yield ExitCode.INTERNAL;
      }
    };
  }

  private int failed(RuntimeException fault) {
    terminal.say(fault.getMessage());
    trace(fault);
    return ExitCode.FAILED;
  }

  private void trace(Throwable fault) {
    if ("1".equals(System.getenv("NGHE_DEBUG"))) {
      fault.printStackTrace(terminal.messages());
    }
  }
}
