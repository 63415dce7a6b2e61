// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.util.List;
import vn.nghe.transcript.Word;

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
   * Hears that the recording has been recognised up to some time, on the thread that asked for it,
   * before the words that are certain by it are {@link #settled}. Differs from {@link #proceed} by
   * what is taken in and waits to be recognised.
   *
   * @param seconds from the beginning of the recording; never fewer than before
   */
  default void recognised(double seconds) {}

  /**
   * Hears words as soon as nothing that follows can change them, on the thread that asked for the
   * transcription. All calls together give the words of the transcript, in its order.
   *
   * @param words the next ones, at least one; immutable
   */
  default void settled(List<Word> words) {}

  /**
   * Hears that a stage of a segment has ended, on the same thread: a recording of several segments
   * goes through the stages as often. Whoever does not listen pays for two readings of a clock.
   *
   * @param begun when the stage began, by {@link System#nanoTime()}
   * @param ended when it ended, by the same clock
   */
  default void spent(Stage stage, long begun, long ended) {}
}
