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
 * Standard output for results and standard error for messages. Both are UTF-8 whatever the locale
 * is, since few other encodings have all Vietnamese letters.
 */
final class Terminal {
  /**
   * Set by the launcher: {@code true} if standard error is a terminal. Java cannot tell: {@link
   * java.io.Console#isTerminal()} is about standard input and output.
   */
  private static final String SHOWS_TALK = "vn.nghe.cli.stderr-is-terminal";

  /** Set by the launcher: {@code true} if standard output is a terminal. */
  private static final String SHOWS_DATA = "vn.nghe.cli.stdout-is-terminal";

  private final OutputStream data;
  private final PrintWriter messages;

  private Terminal(OutputStream data, OutputStream messages) {
    this.data = data;
    this.messages = new PrintWriter(new OutputStreamWriter(messages, UTF_8), true);
  }

  /** The streams of this process. */
  static Terminal standard() {
    return new Terminal(
        new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
  }

  /**
   * Writes a result to standard output and flushes it, so that the next program of a pipe can use
   * it.
   *
   * @throws OutputException if it cannot be written
   */
  void print(String result) {
    try {
      data.write(result.getBytes(UTF_8));
    } catch (IOException refused) {
      throw OutputException.standardOutput(refused);
    }
  }

  /** Prints a message on one line of standard error. */
  void say(String message) {
    messages.println("nghe: " + message);
  }

  /** Standard output for picocli's help, which ignores a closed pipe. */
  PrintWriter help() {
    return new PrintWriter(new OutputStreamWriter(data, UTF_8), true);
  }

  /** Standard error. */
  PrintWriter messages() {
    return messages;
  }

  /** Whether standard error is a terminal. */
  boolean showsMessages() {
    return Boolean.getBoolean(SHOWS_TALK);
  }

  /** Whether standard output is a terminal. */
  boolean showsData() {
    return Boolean.getBoolean(SHOWS_DATA);
  }
}
