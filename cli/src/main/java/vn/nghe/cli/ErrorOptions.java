// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import picocli.CommandLine.Option;
import vn.nghe.weights.evaluate.Evaluation;

/** The options of {@code nghe evaluate} that look at errors one by one. */
final class ErrorOptions {
  @Option(
      names = "--errors",
      description =
          "Also say what is wrong, in tab-separated tables: substitutions, deletions and insertions;"
              + " how many errors are of tone, vowels, consonants or word boundary alone; which"
              + " tones, words and letters are heard as which; the clips with the most errors.")
  private boolean tables;

  /** Says or writes what was asked for. */
  void report(Evaluation evaluation, Terminal terminal) {
    if (tables) {
      terminal.print(ErrorTables.of(evaluation));
    }
  }
}
