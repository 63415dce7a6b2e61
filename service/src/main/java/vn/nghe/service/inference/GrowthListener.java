// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.util.List;
import vn.nghe.transcript.Word;

/** Follows a transcript while a worker finds it, on the thread of the worker. */
public interface GrowthListener {
  /** For those who wait for the whole. */
  GrowthListener NONE =
      new GrowthListener() {
        @Override
        public void recognised(double seconds, double duration) {}

        @Override
        public void settled(List<Word> words) {}
      };

  /**
   * Hears how far it is, before the words that are certain by then.
   *
   * @param seconds of the clip that are behind
   * @param duration of the whole clip, in seconds
   */
  void recognised(double seconds, double duration);

  /**
   * Hears words that nothing can change any more.
   *
   * @param words the next ones, at least one; immutable
   */
  void settled(List<Word> words);
}
