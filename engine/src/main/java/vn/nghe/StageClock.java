// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

/** Tells a listener of one segment's stages, each from where the last one ended. */
final class StageClock {
  private final ProgressListener listener;
  private long begun = System.nanoTime();

  /** Starts with the first stage. */
  StageClock(ProgressListener listener) {
    this.listener = listener;
  }

  /** {@code stage} has ended, and the next one begins. */
  void ended(Stage stage) {
    long now = System.nanoTime();
    listener.spent(stage, begun, now);
    begun = now;
  }
}
