// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.Optional;

/** A bar over the seconds of one recording, drawn once it is known to be long. */
final class LongRecordingProgress implements ProgressDisplay {
  /** Seconds of sound below which the text is there before a bar has been read. */
  private static final double LONG = 120;

  private final Terminal terminal;
  private Optional<ProgressBarLine> bar = Optional.empty();

  LongRecordingProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void step() {
    close();
  }

  @Override
  public void reach(double seconds, double total) {
    if (bar.isEmpty() && total >= LONG) {
      bar = Optional.of(new ProgressBarLine(Math.round(total), terminal));
    }
    bar.ifPresent(line -> line.reach(seconds, total));
  }

  @Override
  public void say(String message) {
    close();
    terminal.say(message);
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBarLine::close);
    bar = Optional.empty();
  }
}
