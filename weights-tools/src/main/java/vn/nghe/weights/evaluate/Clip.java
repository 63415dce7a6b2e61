// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One recording and what is said in it.
 *
 * @param path the recording as its manifest names it
 * @param file the same, found from the manifest's folder
 * @param sentence what is said, as a person would write it
 */
public record Clip(String path, Path file, String sentence) {
  public Clip {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(sentence, "sentence");
  }
}
