// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

/** Shows the progress of a run over recordings, and messages during it. */
interface ProgressDisplay extends AutoCloseable {
  /** Counts a finished recording. Its result may be printed now. */
  void step();

  /**
   * Reports the progress within a recording.
   *
   * @param seconds seconds recognised so far
   * @param total length of the recording in seconds, at least {@code seconds}
   */
  void reach(double seconds, double total);

  /** Prints a message on standard error without disturbing the display. */
  void say(String message);

  @Override
  void close();

  /**
   * Starts to count recordings.
   *
   * @param recordings their number
   * @return a bar if standard error is a terminal, else no display
   */
  static ProgressDisplay over(int recordings, Terminal terminal) {
    return terminal.showsMessages() ? new ProgressBarLine(recordings, terminal) : unseen(terminal);
  }

  /**
   * Starts to count the seconds of one recording.
   *
   * @return a bar if it is long and standard error is a terminal, else no display
   */
  static ProgressDisplay within(Terminal terminal) {
    return terminal.showsMessages() ? new LongRecordingProgress(terminal) : unseen(terminal);
  }

  /** No display; messages are printed. */
  static ProgressDisplay unseen(Terminal terminal) {
    return new ProgressDisplay() {
      @Override
      public void step() {}

      @Override
      public void reach(double seconds, double total) {}

      @Override
      public void say(String message) {
        terminal.say(message);
      }

      @Override
      public void close() {}
    };
  }
}
