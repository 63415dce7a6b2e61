// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.nio.file.Path;

/** A key file that cannot be used; the message names the file and what is wrong with it. */
public final class KeyFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyFileException(Path file, String fault, Throwable cause) {
    super(file + ": " + fault, cause);
  }
}
