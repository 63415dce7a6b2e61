// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.nghe.api.DecodingMethod;
import vn.nghe.weights.convert.Storage;
import vn.nghe.weights.language.Corpus;

/** The command {@code nghe}. */
@Command(
    name = "nghe",
    description = "Transcribes Vietnamese speech.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:a recording, a model or another file cannot be used; standard error names it",
      "2:invalid arguments",
      "70:an internal error",
      "141:the reader of standard output closed it, as in `nghe transcribe ... | head`"
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  NGHE_MODEL          the model folder without --model",
      "  NGHE_JAVA_OPTIONS   additional options for the JVM, such as -Xmx4g",
      "  NGHE_DEBUG          1 adds stack traces to error messages",
      "",
      "`nghe COMMAND --help` describes a command."
    })
final class Nghe {
  private Nghe() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.standard(), arguments));
  }

  private static int run(Terminal terminal, String[] arguments) {
    var failures = new Failures(terminal);
    try {
      return commandLine(terminal, failures).execute(arguments);
    } catch (Error severe) {
      return failures.report(severe);
    }
  }

  private static CommandLine commandLine(Terminal terminal, Failures failures) {
    return new CommandLine(new Nghe())
        .addSubcommand(new TranscribeCommand(terminal))
        .addSubcommand(new ListenCommand(terminal))
        .addSubcommand(new EvaluateCommand(terminal))
        .addSubcommand(new ServeCommand())
        .addSubcommand(KeysCommand.commandLine(terminal))
        .addSubcommand(ModelsCommand.commandLine(terminal))
        .addSubcommand(LanguageModelCommand.commandLine(terminal))
        .addSubcommand(WeightsCommand.commandLine(terminal))
        .registerConverter(DecodingMethod.class, DecodingOptions::method)
        .registerConverter(OutputFormat.class, OutputFormat::named)
        .registerConverter(Storage.class, WeightsConvertCommand::storage)
        .registerConverter(TableFormat.class, TableFormat::named)
        .registerConverter(Corpus.class, LanguageModelBuildCommand::corpus)
        .setOut(terminal.help())
        .setErr(terminal.messages())
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }
}
