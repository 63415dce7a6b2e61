// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * Words that are missing or doubled at a cut. The reference is the text without cuts, because
 * errors in both are not caused by the cut.
 */
final class SeamErrors {
  private final List<String> heard;

  /**
   * For each recognised word and the end: the number of expected words before it that are missing.
   */
  private final int[] missing;

  /** For each recognised word: whether it is not among the expected words. */
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
   * The number of words missing beside a seam: before or after the word on either side of it.
   *
   * @param after the index of the first recognised word after the seam
   */
  int lost(int after) {
    int lost = 0;
    for (int i = Math.max(0, after - 1); i <= Math.min(heard.size(), after + 1); i++) {
      lost += missing[i];
    }
    return lost;
  }

  /** The number of words on either side of a seam that are not expected and equal a neighbour. */
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
