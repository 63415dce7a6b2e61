// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;

/** Output that cannot be written. */
final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean brokenPipe;

  private OutputException(String message, boolean brokenPipe, IOException cause) {
    super(message, cause);
    this.brokenPipe = brokenPipe;
  }

  /** Standard output cannot be written. */
  static OutputException standardOutput(IOException cause) {
    String reason = Reasons.of(cause);
    // The JVM reports strerror(EPIPE) as text only. In another locale than English this becomes an
    // ordinary error message.
    boolean brokenPipe = reason.contains("Broken pipe");
    return new OutputException("cannot write to standard output: " + reason, brokenPipe, cause);
  }

  /** A file named by an argument cannot be written. */
  static OutputException file(Object file, IOException cause) {
    return new OutputException(file + ": cannot be written: " + Reasons.of(cause), false, cause);
  }

  /** Whether the reader of standard output has closed it, which is no error of a command. */
  boolean isBrokenPipe() {
    return brokenPipe;
  }
}
