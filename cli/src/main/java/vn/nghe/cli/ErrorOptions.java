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

/** The options of {@code nghe evaluate} that report single errors. */
final class ErrorOptions {
  @Option(
      names = "--errors",
      description =
          "Also print tab-separated tables of the errors: substitutions, deletions and"
              + " insertions; errors in tone, vowels, consonants or word boundary alone;"
              + " confusions of tones, words and letters; the clips with the most errors.")
  private boolean tables;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Also write an HTML report into this folder: index.html, with copies of the clips that"
              + " have errors, to listen to. The folder must be new or empty.")
  private Optional<Path> report = Optional.empty();

  /**
   * Checks before the evaluation that the report can be written.
   *
   * @throws OutputException if it cannot
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
   * Prints the tables and writes the report, if asked for.
   *
   * @param title what was measured, as the report's heading
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
