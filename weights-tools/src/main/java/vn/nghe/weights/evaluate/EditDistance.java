// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Levenshtein distance: the fewest substitutions, insertions and deletions that turn one sequence
 * into another.
 */
final class EditDistance {
  private EditDistance() {}

  /**
   * The distance. Time is proportional to the product of the lengths, memory to the second length.
   */
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

  /** The operations of an edit. */
  enum Operation {
    KEEP,
    SUBSTITUTE,
    DELETE,
    INSERT
  }

  /**
   * A step of an edit of one sequence into another.
   *
   * @param from index in the first sequence: of the element itself, or where one is inserted
   * @param to index in the second: of the element itself, or where one is missing
   */
  record Step(Operation operation, int from, int to) {}

  /**
   * The steps of a shortest edit, in order. Of several shortest edits it is the one of RapidFuzz
   * and so of jiwer: common prefix and suffix are kept; between them it goes from the end, deletes
   * where that is shortest, else inserts where that lowers the distance, else pairs elements. Time
   * and memory are proportional to the product of the lengths.
   *
   * @see <a
   *     href="https://github.com/rapidfuzz/rapidfuzz-cpp/blob/v3.3.2/rapidfuzz/distance/Levenshtein_impl.hpp">RapidFuzz's
   *     recover_alignment</a>
   */
  static List<Step> steps(List<?> from, List<?> to) {
    int shorter = Math.min(from.size(), to.size());
    int prefix = 0;
    while (prefix < shorter && from.get(prefix).equals(to.get(prefix))) {
      prefix++;
    }
    int suffix = 0;
    while (suffix < shorter - prefix
        && from.get(from.size() - 1 - suffix).equals(to.get(to.size() - 1 - suffix))) {
      suffix++;
    }
    List<Step> steps = new ArrayList<>();
    for (int k = 1; k <= suffix; k++) {
      steps.add(new Step(Operation.KEEP, from.size() - k, to.size() - k));
    }
    walk(
        from.subList(prefix, from.size() - suffix),
        to.subList(prefix, to.size() - suffix),
        prefix,
        steps);
    for (int k = prefix - 1; k >= 0; k--) {
      steps.add(new Step(Operation.KEEP, k, k));
    }
    return steps.reversed();
  }

  /**
   * Adds the steps between two sequences, last first, with the length of the prefix added to
   * indices.
   */
  private static void walk(List<?> from, List<?> to, int prefix, List<Step> steps) {
    int[][] costs = costs(from, to);
    int i = from.size();
    int j = to.size();
    while (i > 0 || j > 0) {
      Operation operation;
      if (i > 0 && costs[i][j] == costs[i - 1][j] + 1) {
        operation = Operation.DELETE;
        i--;
      } else if (i == 0 || costs[i][j - 1] == costs[i - 1][j - 1] - 1) {
        operation = Operation.INSERT;
        j--;
      } else {
        i--;
        j--;
        operation = from.get(i).equals(to.get(j)) ? Operation.KEEP : Operation.SUBSTITUTE;
      }
      steps.add(new Step(operation, prefix + i, prefix + j));
    }
  }

  /** The steps that keep or substitute an element. */
  static List<Step> pairs(List<?> from, List<?> to) {
    return steps(from, to).stream()
        .filter(
            step -> step.operation() == Operation.KEEP || step.operation() == Operation.SUBSTITUTE)
        .toList();
  }

  /** The steps that keep an element. */
  static List<Step> kept(List<?> from, List<?> to) {
    return steps(from, to).stream().filter(step -> step.operation() == Operation.KEEP).toList();
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
