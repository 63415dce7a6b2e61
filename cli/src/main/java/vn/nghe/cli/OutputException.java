// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;

/** A result that could not be handed over. */
final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean brokenPipe;

  private OutputException(String message, boolean brokenPipe, IOException cause) {
    super(message, cause);
    this.brokenPipe = brokenPipe;
  }

  /** Standard output that takes no more bytes. */
  static OutputException standardOutput(IOException cause) {
    String reason = Reasons.of(cause);
    // The JVM passes on strerror(EPIPE) and no number. In another language than English this
    // falls through to an ordinary message, which is no worse than one line too many.
    boolean brokenPipe = reason.contains("Broken pipe");
    return new OutputException("cannot write to standard output: " + reason, brokenPipe, cause);
  }

  /** A file named on the command line that cannot be written. */
  static OutputException file(Object file, IOException cause) {
    return new OutputException(file + ": cannot be written: " + Reasons.of(cause), false, cause);
  }

  /** Whether the reader of standard output has left, which is its right. */
  boolean isBrokenPipe() {
    return brokenPipe;
  }
}
