// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.Optional;

/** A progress bar over the seconds of one recording, shown once it is known to be long. */
final class LongRecordingProgress implements ProgressDisplay {
  /** Seconds of audio; shorter recordings take too little time for a bar. */
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
