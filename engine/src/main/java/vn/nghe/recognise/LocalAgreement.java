// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.ArrayList;
import java.util.List;
import vn.nghe.transcript.LiveText;
import vn.nghe.transcript.Word;

/**
 * The partial texts of one open segment: stable is what two consecutive passes agree on
 * (LocalAgreement-2; Liu, Spanakis and Niehues, "Low-Latency Sequence-to-Sequence Speech
 * Recognition and Translation by Partial Hypothesis Selection", Interspeech 2020). A pass covers a
 * window of bounded length; words before the window stay as they are. Times are seconds of the
 * stream.
 */
final class LocalAgreement {
  /** Seconds after which the window moves: a pass over it takes about 100 ms of one core. */
  private static final double LONGEST_WINDOW = 5;

  /** Seconds at the end whose words stay in the window, since they may still change. */
  private static final double UNSTABLE = 2;

  /** Seconds before its first word that a pass covers, so that this word is whole. */
  private static final double CONTEXT = 1;

  private final List<Word> kept = new ArrayList<>();

  /** Where the words of the next pass begin. */
  private double border = Double.NEGATIVE_INFINITY;

  /** The words of the last pass from there on. */
  private List<Word> heard = List.of();

  /** Starts a new segment. */
  void clear() {
    kept.clear();
    border = Double.NEGATIVE_INFINITY;
    heard = List.of();
  }

  /** Where the next pass has to begin, in a segment that begins at {@code start}. */
  double windowStart(double start) {
    return Math.max(start, border - CONTEXT);
  }

  /**
   * Compares the words of a pass with those of the pass before it.
   *
   * @param words from {@code start} to {@code now}
   * @param start of the window
   * @param now where the newest sound ends
   */
  LiveText.Partial agree(List<Word> words, double start, double now) {
    List<Word> fresh = words.stream().filter(word -> word.middle() >= border).toList();
    int agreed = commonPrefix(heard, fresh);
    List<Word> stable = new ArrayList<>(kept);
    stable.addAll(fresh.subList(0, agreed));
    heard = fresh;
    if (now - start > LONGEST_WINDOW) {
      move(now - UNSTABLE);
    }
    return new LiveText.Partial(stable, fresh.subList(agreed, fresh.size()));
  }

  private void move(double latest) {
    int leaving = 0;
    while (leaving < heard.size() && heard.get(leaving).end() <= latest) {
      leaving++;
    }
    border = leaving == 0 ? latest : heard.get(leaving - 1).end();
    kept.addAll(heard.subList(0, leaving));
    heard = heard.subList(leaving, heard.size());
  }

  private static int commonPrefix(List<Word> a, List<Word> b) {
    int most = Math.min(a.size(), b.size());
    int common = 0;
    while (common < most && a.get(common).text().equals(b.get(common).text())) {
      common++;
    }
    return common;
  }
}
