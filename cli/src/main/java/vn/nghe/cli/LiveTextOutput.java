// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import vn.nghe.transcript.LiveText;

/**
 * Final texts as lines of standard output. A person who sees standard error sees the partial text
 * there, on one line that is written again and again.
 */
final class LiveTextOutput implements LiveOutput {
  /** One less than the terminals of old and of today's default have, so that no line wraps. */
  private static final int WIDTH = 79;

  /** Back to the first column and erase to the end of the line (ECMA-48, CR and EL). */
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;

  LiveTextOutput(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(LiveText text) {
    switch (text) {
      case LiveText.Partial partial -> show(partial.text());
      case LiveText.Final end -> {
        show("");
        terminal.print(end.text() + "\n");
      }
      case LiveText.Pause pause -> {
        // The line has ended already.
      }
    }
  }

  @Override
  public void close() {
    show("");
  }

  /** Shows the end of a text, which is where it grows. */
  private void show(String text) {
    if (terminal.showsTalk()) {
      terminal.talk().print(CLEAR_LINE + text.substring(Math.max(0, text.length() - WIDTH)));
      terminal.talk().flush();
    }
  }
}
