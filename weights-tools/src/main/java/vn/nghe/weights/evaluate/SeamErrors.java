// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * Which words went missing or came twice at a cut, by where in the text that was. The measure is
 * the text without cuts: what is misheard in both is no fault of a cut.
 */
final class SeamErrors {
  private final List<String> heard;

  /** By word heard, and one for the end: how many words expected before it have no counterpart. */
  private final int[] missing;

  /** By word heard: whether it has no counterpart among the words expected. */
  private final boolean[] extra;

  SeamErrors(List<String> expected, List<String> heard) {
    this.heard = heard;
    this.missing = new int[heard.size() + 1];
    this.extra = new boolean[heard.size()];
    Arrays.fill(extra, true);
    int next = 0;
    for (EditDistance.Step pair : EditDistance.pairs(expected, heard)) {
      extra[pair.to()] = false;
      missing[pair.to()] += pair.from() - next;
      next = pair.from() + 1;
    }
    missing[heard.size()] += expected.size() - next;
  }

  /**
   * Words missing beside a seam: before or after the word on either side of it.
   *
   * @param after the first word heard after the seam
   */
  int lost(int after) {
    int lost = 0;
    for (int i = Math.max(0, after - 1); i <= Math.min(heard.size(), after + 1); i++) {
      lost += missing[i];
    }
    return lost;
  }

  /** Words on either side of a seam that were not expected, but equal a neighbour. */
  int doubled(int after) {
    int doubled = 0;
    for (int i = Math.max(0, after - 1); i <= Math.min(heard.size() - 1, after); i++) {
      boolean again =
          (i > 0 && heard.get(i).equals(heard.get(i - 1)))
              || (i + 1 < heard.size() && heard.get(i).equals(heard.get(i + 1)));
      doubled += extra[i] && again ? 1 : 0;
    }
    return doubled;
  }
}
