// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.ArrayList;
import java.util.List;
import vn.nghe.segment.Segment;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/**
 * The words of a recording or a stream, put together from its segments, the first of which are
 * stable: no later sound can change them.
 */
final class WordSequence {
  private final List<Word> words = new ArrayList<>();
  private int stable;

  /**
   * Adds the words of the next segment.
   *
   * @param transcript of the segment, timed from its start
   * @return whether words of this segment and of those before were matched, so that the text is not
   *     that of the segments one after the other
   */
  boolean add(Segment segment, Transcript transcript) {
    List<Word> heard =
        transcript.words().stream().map(word -> word.later(segment.start())).toList();
    if (segment.continues()) {
      // No stable word is removed: the join lies where this segment begins or after.
      Seam.join(words, heard, segment.start(), segment.seamTime());
      return true;
    }
    List<Word> unheard = Seam.unheard(words, heard);
    words.addAll(unheard);
    return unheard.size() < heard.size();
  }

  /** Makes the words before a time stable, and returns those that were not before. */
  List<Word> stableBefore(double time) {
    int end = stable;
    while (end < words.size() && words.get(end).middle() < time) {
      end++;
    }
    return stableUpTo(end);
  }

  /** Makes all words stable, and returns those that were not before. */
  List<Word> allStable() {
    return stableUpTo(words.size());
  }

  private List<Word> stableUpTo(int end) {
    List<Word> next = List.copyOf(words.subList(stable, end));
    stable = end;
    return next;
  }

  /** Forgets stable words, but the last: the next segment is matched with it. */
  void forgetStable() {
    if (stable > 1) {
      words.subList(0, stable - 1).clear();
      stable = 1;
    }
  }

  /** All words that are held. */
  List<Word> words() {
    return List.copyOf(words);
  }
}
