// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.ArrayList;
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

  /**
   * Two elements that an edit pairs: equal ones, or one substituted for the other.
   *
   * @param from its index in the first sequence
   * @param to its index in the second
   */
  record Pair(int from, int to) {}

  /** What a cheapest edit keeps: the equal ones among {@link #pairs}. */
  static List<Pair> kept(List<?> from, List<?> to) {
    return pairs(from, to).stream()
        .filter(pair -> from.get(pair.from()).equals(to.get(pair.to())))
        .toList();
  }

  /**
   * What a cheapest edit keeps or substitutes; all else is deleted or inserted. Where there are
   * several, it is the one that pairs elements as late as possible. Takes time and memory in
   * proportion to the product of the lengths.
   */
  static List<Pair> pairs(List<?> from, List<?> to) {
    int[][] costs = costs(from, to);
    List<Pair> pairs = new ArrayList<>();
    int i = from.size();
    int j = to.size();
    while (i > 0 && j > 0) {
      boolean equal = from.get(i - 1).equals(to.get(j - 1));
      if (costs[i][j] == costs[i - 1][j - 1] + (equal ? 0 : 1)) {
        i--;
        j--;
        pairs.add(new Pair(i, j));
      } else if (costs[i][j] == costs[i - 1][j] + 1) {
        i--;
      } else {
        j--;
      }
    }
    return pairs.reversed();
  }

  /** costs[i][j]: the distance between the first i elements of one and the first j of the other. */
  private static int[][] costs(List<?> from, List<?> to) {
    int[][] costs = new int[from.size() + 1][to.size() + 1];
    for (int i = 0; i <= from.size(); i++) {
      for (int j = 0; j <= to.size(); j++) {
        if (i == 0 || j == 0) {
          costs[i][j] = i + j;
        } else {
          int substituted = costs[i - 1][j - 1] + (from.get(i - 1).equals(to.get(j - 1)) ? 0 : 1);
          costs[i][j] = Math.min(substituted, 1 + Math.min(costs[i - 1][j], costs[i][j - 1]));
        }
      }
    }
    return costs;
  }
}
