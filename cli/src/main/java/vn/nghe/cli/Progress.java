// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

/** How far a run over many recordings is, and what is said to the person meanwhile. */
interface Progress extends AutoCloseable {
  /** One more recording is done. */
  void step();

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
  static Progress over(int recordings, Terminal terminal) {
    return terminal.showsTalk() ? new ProgressBarLine(recordings, terminal) : unseen(terminal);
  }

  /** Counts nothing and shows nothing. */
  static Progress unseen(Terminal terminal) {
    return new Progress() {
      @Override
      public void step() {}

      @Override
      public void say(String message) {
        terminal.say(message);
      }

      @Override
      public void close() {}
    };
  }
}
