// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

/** What the process says to the shell that started it. */
final class ExitCode {
  static final int OK = 0;

  /** Something the user named could not be used: a recording, a model, a manifest. */
  static final int FAILED = 1;

  /** The command line itself makes no sense. */
  static final int USAGE = 2;

  /** A fault of this program; the number is {@code EX_SOFTWARE} of BSD's sysexits.h. */
  static final int INTERNAL = 70;

  /**
   * Nobody reads standard output any more. A program that lets itself be killed by SIGPIPE is
   * reported as 128 + 13 by every shell; the JVM ignores that signal, so the number is given by
   * hand.
   */
  static final int BROKEN_PIPE = 141;

  private ExitCode() {}
}
