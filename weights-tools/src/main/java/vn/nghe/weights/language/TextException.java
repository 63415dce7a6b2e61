// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.nio.file.Path;

/** A text that cannot be read or used. The message names the file and the reason. */
public final class TextException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TextException(Path file, String message) {
    super(file + ": " + message);
  }

  TextException(Path file, String message, Throwable cause) {
    super(file + ": " + message, cause);
  }

  TextException(String message) {
    super(message);
  }
}
