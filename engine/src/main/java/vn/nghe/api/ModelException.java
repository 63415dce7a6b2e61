// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.nio.file.Path;

/** A model folder that cannot be used; the message names the file, what is wrong and what to do. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file the file at fault
   * @param message what is wrong with it: the tensor or field, what was found, what was expected
   */
  public ModelException(Path file, String message) {
    super(file + ": " + message);
  }

  /**
   * @param file the file at fault
   * @param message what is wrong with it
   * @param cause the fault underneath
   */
  public ModelException(Path file, String message, Throwable cause) {
    super(file + ": " + message, cause);
  }
}
