// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.nghe.api.ModelException;

/** The small files of a model folder, read whole. */
final class ModelFileReader {
  private ModelFileReader() {}

  static byte[] read(Path folder, Path file) {
    if (!Files.isDirectory(folder)) {
      throw new ModelException(folder, "no such model folder");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ModelException(file, "cannot be read; a model folder needs it", e);
    }
  }
}
