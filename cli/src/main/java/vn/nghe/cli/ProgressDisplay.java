// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

/** How far a run over recordings is, and what is said to the person meanwhile. */
interface ProgressDisplay extends AutoCloseable {
  /** One more recording is done; its result may be shown. */
  void step();

  /**
   * So much of the recording is done.
   *
   * @param seconds sound that has been recognised
   * @param total how long the recording is, at least {@code seconds}
   */
  void reach(double seconds, double total);

  /** Says something without getting in the way of what shows the progress. */
  void say(String message);

  @Override
  void close();

  /**
   * Starts counting.
   *
   * @param recordings how many there are
   * @return a bar if a person sees standard error, else nothing to be seen
   */
  static ProgressDisplay over(int recordings, Terminal terminal) {
    return terminal.showsTalk() ? new ProgressBarLine(recordings, terminal) : unseen(terminal);
  }

  /**
   * Starts on one recording, which is counted in seconds.
   *
   * @return a bar if it is long and a person sees standard error, else nothing to be seen
   */
  static ProgressDisplay within(Terminal terminal) {
    return terminal.showsTalk() ? new LongRecordingProgress(terminal) : unseen(terminal);
  }

  /** Counts nothing and shows nothing. */
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
