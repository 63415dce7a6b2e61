// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on the last line of a person's terminal, which goes when the run ends. */
final class ProgressBarLine implements ProgressDisplay {
  /** One less than the terminals of old and of today's default have, so that no line wraps. */
  private static final int WIDTH = 79;

  /** Back to the first column and erase to the end of the line (ECMA-48, CR and EL). */
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final ProgressBar bar;

  /** The bar redraws itself from a thread of its own; only one may hold the line. */
  private final Object line = new Object();

  ProgressBarLine(long steps, Terminal terminal) {
    this.terminal = terminal;
    // The library's own console writer asks a native library for the terminal's width, which
    // Java 25 warns about on this very terminal.
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
      terminal.talk().print(CLEAR_LINE + rendered);
      terminal.talk().flush();
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
      terminal.talk().print(CLEAR_LINE);
      terminal.say(message);
    }
  }

  @Override
  public void close() {
    bar.close();
    draw("");
  }
}
