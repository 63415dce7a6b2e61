// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import vn.nghe.weights.evaluate.Evaluation;
import vn.nghe.weights.report.HtmlReport;

/** The options of {@code nghe evaluate} that look at errors one by one. */
final class ErrorOptions {
  @Option(
      names = "--errors",
      description =
          "Also say what is wrong, in tab-separated tables: substitutions, deletions and insertions;"
              + " how many errors are of tone, vowels, consonants or word boundary alone; which"
              + " tones, words and letters are heard as which; the clips with the most errors.")
  private boolean tables;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Also write all this as a page to look at: index.html in this folder, with copies of the"
              + " clips that were not heard all right, to listen to. The folder must be new or"
              + " empty.")
  private Optional<Path> report = Optional.empty();

  /**
   * Looks whether there is room for a report, before the work is done and lost.
   *
   * @throws OutputException if there is none
   */
  void prepare() {
    report.ifPresent(
        folder -> {
          try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
              if (files.findAny().isPresent()) {
                throw new FileSystemException(folder.toString(), null, "the folder is not empty");
              }
            }
          } catch (IOException refused) {
            throw OutputException.file(folder, refused);
          }
        });
  }

  /**
   * Says or writes what was asked for.
   *
   * @param title what was measured
   */
  void report(String title, Evaluation evaluation, Terminal terminal) {
    if (tables) {
      terminal.print(ErrorTables.of(evaluation));
    }
    report.ifPresent(
        folder -> {
          try {
            HtmlReport.write(title, evaluation, folder);
          } catch (IOException refused) {
            throw OutputException.file(folder, refused);
          }
        });
  }
}
