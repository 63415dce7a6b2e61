// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A recording of a test set and its text.
 *
 * @param path the path in the manifest
 * @param file the path resolved against the manifest's folder
 * @param sentence the text, as a person would write it
 */
public record Clip(String path, Path file, String sentence) {
  public Clip {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(sentence, "sentence");
  }
}
