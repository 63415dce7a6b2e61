// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

/** The exit codes of the process. */
final class ExitCode {
  static final int OK = 0;

  /** A recording, a model or another file cannot be used. */
  static final int FAILED = 1;

  /** Invalid arguments. */
  static final int USAGE = 2;

  /** An internal error; {@code EX_SOFTWARE} of BSD's sysexits.h. */
  static final int INTERNAL = 70;

  /**
   * The reader of standard output has closed it. Shells report a program killed by SIGPIPE as 128 +
   * 13; the JVM ignores that signal, so nghe exits with the number itself.
   */
  static final int BROKEN_PIPE = 141;

  private ExitCode() {}
}
