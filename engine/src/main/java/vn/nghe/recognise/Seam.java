// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.List;
import vn.nghe.features.Frames;
import vn.nghe.transcript.Word;

/** Joins the words of two segments that overlap, so that each word is there once. */
final class Seam {
  private Seam() {}

  /**
   * Appends the words of the next segment.
   *
   * <p>The join lies at the time nearest to the cut that falls into no word of either side: words
   * before it come from the earlier segment, words after it from the later one. Where every time of
   * the overlap falls into a word, the cut itself decides, by the middles of the words.
   *
   * @param words the words so far, timed from the start of the recording; changed
   * @param next the words of the later segment, timed likewise
   * @param overlapStart where the later segment begins; the overlap ends as far after the cut
   * @param cut the middle of the overlap
   */
  static void join(List<Word> words, List<Word> next, double overlapStart, double cut) {
    double reach = cut - overlapStart;
    double join = cut;
    double nearest = Double.POSITIVE_INFINITY;
    for (double offset = 0; offset <= reach; offset += Frames.SECONDS) {
      for (double time : new double[] {cut - offset, cut + offset}) {
        if (offset < nearest && isFree(words, time) && isFree(next, time)) {
          nearest = offset;
          join = time;
        }
      }
    }
    double at = join;
    words.removeIf(word -> word.middle() >= at);
    next.stream().filter(word -> word.middle() >= at).forEach(words::add);
  }

  /**
   * The words of a segment that the one before it does not have. Both contain the pause between
   * them, so soft speech in that pause is recognised twice.
   *
   * @param words the words so far, timed from the start of the recording
   * @param next the words of the later segment, timed likewise
   */
  static List<Word> unheard(List<Word> words, List<Word> next) {
    double heard = words.isEmpty() ? 0 : words.getLast().end();
    return next.stream().filter(word -> word.middle() >= heard).toList();
  }

  private static boolean isFree(List<Word> words, double time) {
    for (Word word : words.reversed()) {
      if (word.start() < time && time < word.end()) {
        return false;
      }
      if (word.end() < time) {
        return true;
      }
    }
    return true;
  }
}
