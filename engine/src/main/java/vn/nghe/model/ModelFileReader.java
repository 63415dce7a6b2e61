// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.nghe.api.ModelException;

/** The small files of a model folder, read whole. */
final class ModelFileReader {
  /** In bytes; the vocabulary of Whisper, which is the largest, has one million. */
  private static final int LONGEST = 64 << 20;

  private ModelFileReader() {}

  static byte[] read(Path folder, Path file) {
    if (!Files.isDirectory(folder)) {
      throw new ModelException(folder, "no such model folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LONGEST + 1);
      if (content.length > LONGEST) {
        throw new ModelException(
            file, "has more than the " + LONGEST + " bytes that such a file may have");
      }
      return content;
    } catch (IOException e) {
      throw new ModelException(file, "cannot be read; a model folder needs it", e);
    }
  }
}
