// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.List;

/**
 * Levenshtein's distance: the fewest substitutions, insertions and deletions that turn one sequence
 * into another.
 */
final class EditDistance {
  private EditDistance() {}

  /** Takes time in proportion to the product of the lengths, memory to that of the second. */
  static int between(List<?> from, List<?> to) {
    // row[j]: the distance between the elements of `from` seen so far and the first j of `to`.
    int[] row = new int[to.size() + 1];
    for (int j = 0; j <= to.size(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.size(); i++) {
      Object element = from.get(i - 1);
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.size(); j++) {
        int substituted = diagonal + (element.equals(to.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.size()];
  }
}
