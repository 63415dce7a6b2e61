// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.util.List;
import vn.nghe.transcript.Word;

/** Follows a transcript while a worker finds it, on the thread of the worker. */
public interface GrowthListener {
  /** Ignores everything, for clients that wait for the whole transcript. */
  GrowthListener NONE =
      new GrowthListener() {
        @Override
        public void recognised(double seconds, double duration) {}

        @Override
        public void settled(List<Word> words) {}
      };

  /**
   * Reports how much of the clip is recognised, before the words that became certain by then.
   *
   * @param seconds of the clip that are recognised
   * @param duration of the whole clip, in seconds
   */
  void recognised(double seconds, double duration);

  /**
   * Reports words that later sound cannot change.
   *
   * @param words the next ones, at least one; immutable
   */
  void settled(List<Word> words);
}
