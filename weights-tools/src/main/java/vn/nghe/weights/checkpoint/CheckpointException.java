// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.nio.file.Path;

/** A checkpoint that cannot be used; the message names the file, what is wrong and what to do. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file the file at fault
   * @param message what is wrong with it: what was found, what was expected
   */
  public CheckpointException(Path file, String message) {
    super(file + ": " + message);
  }

  /**
   * @param file the file at fault
   * @param message what is wrong with it
   * @param cause the fault underneath
   */
  public CheckpointException(Path file, String message, Throwable cause) {
    super(file + ": " + message, cause);
  }

  /**
   * @param file the file at fault
   * @param position byte of the file
   * @param message what is wrong there
   */
  static CheckpointException at(Path file, long position, String message) {
    return new CheckpointException(file, "byte " + position + ": " + message);
  }
}
