// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import vn.nghe.transcript.LiveText;

/**
 * Writes final texts as lines on standard output. If standard error is a terminal, shows the
 * partial text there on one line that is redrawn.
 */
final class LiveTextOutput implements LiveOutput {
  /** One less than the default width of terminals, so that no line wraps. */
  private static final int WIDTH = 79;

  /** Carriage return and erase to the end of the line (ECMA-48, CR and EL). */
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
        // The final text has ended the line.
      }
    }
  }

  @Override
  public void close() {
    show("");
  }

  /** Shows the end of a text, where it grows. */
  private void show(String text) {
    if (terminal.showsMessages()) {
      terminal.messages().print(CLEAR_LINE + text.substring(Math.max(0, text.length() - WIDTH)));
      terminal.messages().flush();
    }
  }
}
