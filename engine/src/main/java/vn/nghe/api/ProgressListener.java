// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

/** Follows a transcription, and can end it. */
@FunctionalInterface
public interface ProgressListener {
  /** Lets everything run to its end. */
  ProgressListener NONE = progress -> true;

  /**
   * Hears how far the transcription is, on the thread that asked for it: at least once for every 30
   * s of sound, and when all of it is done.
   *
   * @return whether to go on; where not, the call ends with {@link TranscriptionCancelledException}
   */
  boolean proceed(Progress progress);

  /**
   * A segment has been recognised, and words before its end have become stable. Called on the
   * thread that asked for the transcription. All calls together give the words of the transcript,
   * in its order.
   */
  default void recognised(Recognised part) {}

  /**
   * Hears that a stage of a segment has ended, on the same thread: a recording of several segments
   * goes through the stages as often. Whoever does not listen pays for two readings of a clock.
   *
   * @param begun when the stage began, by {@link System#nanoTime()}
   * @param ended when it ended, by the same clock
   */
  default void spent(Stage stage, long begun, long ended) {}
}
