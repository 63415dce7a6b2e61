// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vn.nghe.weights.evaluate.ClipResult;

/** Writes hypotheses as tab-separated values; each line is flushed before the next clip begins. */
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
   * @param file the file, overwritten if it exists; if absent, nothing is written
   * @throws OutputException if it cannot be written; the other methods throw it too
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
    // Neither the fields of a manifest nor recognised words contain a tab.
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
