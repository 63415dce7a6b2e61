// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.nghe.weights.verify.Checksums;
import vn.nghe.weights.verify.Verification;

/** {@code nghe weights verify}. */
@Command(
    name = "verify",
    description = {
      "Verifies a model folder.",
      "",
      "Checks the sums in SHA256SUMS, the fields of config.json, the classes of vocab.json, the"
          + " names, shapes and types of all tensors, that their values are finite, that DJL's"
          + " reader of safetensors reads the same to the bit, and the language model if there is"
          + " one. If all of that is right, transcribes a clip.",
      "",
      "Prints each check on a line of standard output, and each fault with file and tensor, field"
          + " or line on standard error. The exit code is 0 without faults, else 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class WeightsVerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "DIR", description = "The model folder.")
  private Path folder;

  @Option(
      names = "--write-checksums",
      description = "First write a new SHA256SUMS, for files that are known to be right.")
  private boolean writeChecksums;

  WeightsVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (writeChecksums) {
      try {
        Checksums.write(folder);
      } catch (IOException refused) {
        throw OutputException.file(folder.resolve(Checksums.FILE), refused);
      }
    }
    Verification verification = Verification.of(folder);
    verification.checked().forEach(line -> terminal.print(line + "\n"));
    verification.faults().forEach(terminal::say);
    return verification.faults().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
