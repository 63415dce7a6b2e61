// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.nghe.weights.evaluate.EditDistance.Operation;

/**
 * What a cheapest edit of references into hypotheses does, counted as jiwer counts it.
 *
 * @param hits elements that are right
 * @param substitutions elements in place of others
 * @param deletions elements of a reference that are missing
 * @param insertions elements that no reference has
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

  /** Errors against the length of the references. */
  public ErrorRate rate() {
    return new ErrorRate(substitutions + deletions + insertions, hits + substitutions + deletions);
  }
}
