// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

/** Receives the progress of a transcription, and can cancel it. */
@FunctionalInterface
public interface ProgressListener {
  /** Ignores everything and cancels nothing. */
  ProgressListener NONE = progress -> true;

  /**
   * Receives the progress, on the transcribing thread: before each segment is recognised, at least
   * once for every 30 s of sound, after every 5 to 100 milliseconds of decoding, and at the end.
   *
   * @return whether to continue; {@code false} ends the call with {@link
   *     TranscriptionCancelledException}
   */
  boolean proceed(Progress progress);

  /**
   * A segment has been recognised, and words before its end have become stable. Called on the
   * transcribing thread. All calls together give the words of the transcript, in its order.
   */
  default void recognised(Recognised part) {}

  /**
   * Receives the time that one stage of one segment took, on the transcribing thread.
   *
   * @param begun when the stage began, by {@link System#nanoTime()}
   * @param ended when it ended, by the same clock
   */
  default void spent(Stage stage, long begun, long ended) {}
}
