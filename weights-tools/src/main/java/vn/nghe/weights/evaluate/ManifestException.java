// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.nio.file.Path;

/**
 * A manifest that cannot be used; the message names the file, the line, the column and the rule.
 */
public final class ManifestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ManifestException(Path file, String message) {
    super(file + ": " + message);
  }

  ManifestException(Path file, int line, String message) {
    super(file + ", line " + line + ": " + message);
  }

  ManifestException(Path file, int line, String column, String message) {
    super(file + ", line " + line + ", column '" + column + "': " + message);
  }
}
