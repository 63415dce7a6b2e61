// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vn.nghe.weights.evaluate.ClipResult;

/** What was recognised, as tab-separated values; each line is out before the next clip begins. */
final class HypothesisTable implements AutoCloseable {
  private final Path file;
  private final Writer writer;

  private HypothesisTable(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
    write("path\tsentence\thypothesis\n");
  }

  /**
   * Opens the table.
   *
   * @param file where it goes, overwritten if it exists; nowhere if absent
   * @throws OutputException if it cannot be written; so do the other methods
   */
  static HypothesisTable to(Optional<Path> file) {
    if (file.isEmpty()) {
      return new HypothesisTable(Path.of(""), Writer.nullWriter());
    }
    try {
      return new HypothesisTable(file.get(), Files.newBufferedWriter(file.get()));
    } catch (IOException refused) {
      throw OutputException.file(file.get(), refused);
    }
  }

  void add(ClipResult result) {
    // A manifest's fields hold no tab and the recogniser's words none either.
    write(
        String.join("\t", result.clip().path(), result.clip().sentence(), result.hypothesis())
            + "\n");
  }

  private void write(String line) {
    try {
      writer.write(line);
      writer.flush();
    } catch (IOException refused) {
      throw OutputException.file(file, refused);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException refused) {
      throw OutputException.file(file, refused);
    }
  }
}
