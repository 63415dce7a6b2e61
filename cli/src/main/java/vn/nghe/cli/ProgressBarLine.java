// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on the last line of the terminal, removed at the end. */
final class ProgressBarLine implements ProgressDisplay {
  /** One less than the default width of terminals, so that no line wraps. */
  private static final int WIDTH = 79;

  /** Carriage return and erase to the end of the line (ECMA-48, CR and EL). */
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final ProgressBar bar;

  /** Guards the line: the bar redraws itself from its own thread. */
  private final Object line = new Object();

  ProgressBarLine(long steps, Terminal terminal) {
    this.terminal = terminal;
    // The library's console writer uses a native library to get the terminal's width, about which
    // Java 25 prints a warning.
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("nghe")
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
            .build();
  }

  private void draw(String rendered) {
    synchronized (line) {
      terminal.messages().print(CLEAR_LINE + rendered);
      terminal.messages().flush();
    }
  }

  @Override
  public void step() {
    bar.step();
  }

  @Override
  public void reach(double seconds, double total) {
    bar.maxHint(Math.round(total));
    bar.stepTo(Math.round(seconds));
  }

  @Override
  public void say(String message) {
    synchronized (line) {
      terminal.messages().print(CLEAR_LINE);
      terminal.say(message);
    }
  }

  @Override
  public void close() {
    bar.close();
    draw("");
  }
}
