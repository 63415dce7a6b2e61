// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.nghe.weights.evaluate.EditDistance.Operation;

/**
 * The numbers of edits that turn references into hypotheses, as jiwer counts them.
 *
 * @param hits elements that are equal
 * @param substitutions elements replaced by others
 * @param deletions elements missing in a hypothesis
 * @param insertions elements not in a reference
 */
public record EditCounts(long hits, long substitutions, long deletions, long insertions) {
  static final EditCounts NONE = new EditCounts(0, 0, 0, 0);

  static EditCounts between(List<?> reference, List<?> hypothesis) {
    Map<Operation, Long> counts =
        EditDistance.steps(reference, hypothesis).stream()
            .collect(Collectors.groupingBy(EditDistance.Step::operation, Collectors.counting()));
    return new EditCounts(
        counts.getOrDefault(Operation.KEEP, 0L),
        counts.getOrDefault(Operation.SUBSTITUTE, 0L),
        counts.getOrDefault(Operation.DELETE, 0L),
        counts.getOrDefault(Operation.INSERT, 0L));
  }

  EditCounts plus(EditCounts other) {
    return new EditCounts(
        hits + other.hits,
        substitutions + other.substitutions,
        deletions + other.deletions,
        insertions + other.insertions);
  }

  /** The error rate of these edits. */
  public ErrorRate rate() {
    return new ErrorRate(substitutions + deletions + insertions, hits + substitutions + deletions);
  }
}
