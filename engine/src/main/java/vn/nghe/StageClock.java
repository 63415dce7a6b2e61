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

  /** The same by the model's names of what it has computed; most of them end no stage. */
  void completed(String tensor) {
    switch (tensor) {
      case "log_mel" -> ended(Stage.FEATURES);
      case "encoder" -> ended(Stage.ENCODER);
      case "logits" -> ended(Stage.HEAD);
      default -> {}
    }
  }
}
