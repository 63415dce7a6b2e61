// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import vn.nghe.api.ProgressListener;
import vn.nghe.api.Stage;

/** Times the stages of one segment for a listener; each begins where the one before it ended. */
public final class StageClock {
  private final ProgressListener listener;
  private long begun = System.nanoTime();

  /** Starts the first stage. */
  public StageClock(ProgressListener listener) {
    this.listener = listener;
  }

  /** {@code stage} has ended, and the next one begins. */
  public void ended(Stage stage) {
    long now = System.nanoTime();
    listener.spent(stage, begun, now);
    begun = now;
  }
}
