// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.util.List;

/**
 * Classes that a model says where a pass begins though nobody said anything: labels with stray
 * units at their start teach it that. Further on the same classes are ordinary units, since a word
 * may contain them.
 */
public final class LeadingStrays {
  private LeadingStrays() {}

  /**
   * Makes blanks of stray classes, up to the first frame whose best class is neither.
   *
   * @param logits [frames, classes], row by row; changed
   * @param frames number of rows
   * @param classes length of a row
   * @param blank the class that stands for nothing
   * @param strays the classes; none leaves everything as it is
   */
  public static void silence(
      float[] logits, int frames, int classes, int blank, List<Integer> strays) {
    if (strays.isEmpty()) {
      return;
    }
    for (int row = 0; row < frames * classes; row += classes) {
      int best = GreedyCtc.best(logits, row, classes);
      if (best != blank && !strays.contains(best)) {
        return;
      }
      float certainty = logits[row + best];
      float lowest = certainty;
      for (int i = row; i < row + classes; i++) {
        lowest = Math.min(lowest, logits[i]);
      }
      for (int stray : strays) {
        logits[row + stray] = lowest;
      }
      logits[row + blank] = certainty;
    }
  }
}
