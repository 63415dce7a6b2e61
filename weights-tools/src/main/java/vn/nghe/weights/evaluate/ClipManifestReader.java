// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads the clips of a {@link ClipManifest}. */
final class ClipManifestReader {
  private static final String PATH = "path";
  private static final String SENTENCE = "sentence";

  private ClipManifestReader() {}

  static List<Clip> clips(Path file) {
    return Table.read(file, PATH, SENTENCE).rows().stream().map(row -> clip(file, row)).toList();
  }

  private static Clip clip(Path file, Table.Row row) {
    String text = row.text(SENTENCE);
    if (ScoringText.of(text).isEmpty()) {
      throw row.wrong(SENTENCE, "'" + text + "' has no letter or digit");
    }
    return new Clip(row.text(PATH), resolve(file, row), text);
  }

  private static Path resolve(Path file, Table.Row row) {
    String name = row.text(PATH);
    if (name.isEmpty()) {
      throw row.wrong(PATH, "empty");
    }
    try {
      return file.resolveSibling(name);
    } catch (InvalidPathException unusable) {
      throw row.wrong(PATH, unusable.getReason());
    }
  }
}
