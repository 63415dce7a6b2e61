// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/**
 * The two streams a command talks through, both UTF-8 whatever the locale says: Vietnamese has no
 * other encoding worth the name.
 */
final class Terminal {
  /**
   * What the launcher found out about standard error, {@code true} if it is a terminal. Java cannot
   * tell by itself: {@link java.io.Console#isTerminal()} speaks of standard input and output.
   */
  private static final String SHOWS_TALK = "vn.nghe.cli.stderr-is-terminal";

  /** The same for standard output. */
  private static final String SHOWS_DATA = "vn.nghe.cli.stdout-is-terminal";

  private final OutputStream data;
  private final PrintWriter talk;

  private Terminal(OutputStream data, OutputStream talk) {
    this.data = data;
    this.talk = new PrintWriter(new OutputStreamWriter(talk, UTF_8), true);
  }

  /** The streams of this process. */
  static Terminal standard() {
    return new Terminal(
        new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
  }

  /**
   * Hands over a result at once, so that a reader further down the pipe can start on it.
   *
   * @throws OutputException if standard output does not take it
   */
  void print(String result) {
    try {
      data.write(result.getBytes(UTF_8));
    } catch (IOException refused) {
      throw OutputException.standardOutput(refused);
    }
  }

  /** Says something to the person, on one line of standard error. */
  void say(String message) {
    talk.println("nghe: " + message);
  }

  /** Standard output for picocli's help, where a reader who leaves early is no fault. */
  PrintWriter help() {
    return new PrintWriter(new OutputStreamWriter(data, UTF_8), true);
  }

  /** Standard error. */
  PrintWriter talk() {
    return talk;
  }

  /** Whether a person sees standard error as it is written. */
  boolean showsTalk() {
    return Boolean.getBoolean(SHOWS_TALK);
  }

  /** Whether a person sees standard output as it is written. */
  boolean showsData() {
    return Boolean.getBoolean(SHOWS_DATA);
  }
}
