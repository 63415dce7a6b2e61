// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.List;

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
    long[] counts = new long[EditDistance.Operation.values().length];
    EditDistance.steps(reference, hypothesis).forEach(step -> counts[step.operation().ordinal()]++);
    return new EditCounts(
        counts[EditDistance.Operation.KEEP.ordinal()],
        counts[EditDistance.Operation.SUBSTITUTE.ordinal()],
        counts[EditDistance.Operation.DELETE.ordinal()],
        counts[EditDistance.Operation.INSERT.ordinal()]);
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
