// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.nghe.language.Ngrams;
import vn.nghe.weights.language.ArpaWriter;
import vn.nghe.weights.language.NgramWriter;

/** The options for writing a language model. */
final class LanguageModelOutput {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write: ARPA text if the name ends in .arpa, else binary.")
  private Path out;

  private int bits = 8;

  @Option(
      names = "--bits",
      paramLabel = "BITS",
      defaultValue = "8",
      description =
          "For binary files: bits of a probability or back-off weight, 1 to 12, or 32 for exact"
              + " values (default: ${DEFAULT-VALUE}).")
  void bits(int given) {
    if ((given < 1 || given > 12) && given != NgramWriter.EXACT) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '--bits': " + given + " is neither from 1 to 12 nor 32");
    }
    bits = given;
  }

  /**
   * Writes a model.
   *
   * @return a line with the size of the file and the number of n-grams
   */
  String write(Ngrams ngrams) {
    try {
      if (out.toString().endsWith(".arpa")) {
        ArpaWriter.write(ngrams, out);
      } else {
        NgramWriter.write(ngrams, bits, out);
      }
      return "%s %d bytes %s\n"
          .formatted(
              out,
              Files.size(out),
              IntStream.rangeClosed(1, ngrams.order())
                  .mapToObj(n -> n + "-grams " + ngrams.levels().get(n - 1).size())
                  .collect(Collectors.joining(" ")));
    } catch (IOException refused) {
      throw OutputException.file(out, refused);
    }
  }
}
