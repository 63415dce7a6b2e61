// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static vn.nghe.kernel.Lanes.LENGTH;
import static vn.nghe.kernel.Lanes.PARTIAL_SUMS;
import static vn.nghe.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The product of few rows with weights that are used once: a matrix-vector product for a single
 * row. Each output is a sum of {@value Lanes#PARTIAL_SUMS} partial sums as in {@link DotProduct},
 * so it has the same bits whatever the vector length, the threads and the other rows.
 */
final class FewRows {
  /** Outputs computed at once: as many sums as a fused multiply-add takes cycles. */
  static final int OUTPUTS = 4;

  /**
   * Weights one task reads: about as long as a thread takes to wake up, so that smaller products
   * stay on few threads.
   */
  private static final int WEIGHTS_PER_TASK = 1 << 15;

  private FewRows() {}

  /** What becomes of the results of one row for neighbouring outputs. */
  @FunctionalInterface
  interface Epilogue {
    /**
     * Takes results.
     *
     * @param results free to be overwritten
     * @param at index of the first result
     * @param row the row of the left-hand side
     * @param output the first output, a multiple of {@link DotProduct#STEP}
     * @param count how many
     */
    void accept(float[] results, int at, int row, int output, int count);
  }

  /**
   * Multiplies on all of {@code workers}.
   *
   * @param x a few rows
   * @param epilogue called by several threads at once, for different outputs
   */
  static void multiply(Workers workers, Matrix x, StoredRows weights, Epilogue epilogue) {
    if (x.columns() != weights.columns()) {
      throw new IllegalArgumentException(
          "a row of " + x.columns() + " values does not meet rows of " + weights.columns());
    }
    int perTask = outputsPerTask(weights.columns());
    workers.forEach(
        Math.ceilDiv(weights.rows(), perTask),
        task -> {
          int first = task * perTask;
          block(x, weights, first, Math.min(perTask, weights.rows() - first), epilogue);
        });
  }

  private static int outputsPerTask(int columns) {
    return Math.ceilDiv(WEIGHTS_PER_TASK, columns * DotProduct.STEP) * DotProduct.STEP;
  }

  private static void block(Matrix x, StoredRows weights, int first, int count, Epilogue epilogue) {
    float[] results = Scratch.results(x.rows() * count);
    float[] opened = Scratch.opened(weights.isOpen() ? 0 : OUTPUTS * weights.columns());
    float[] sums = Scratch.fourSums();
    int columns = weights.columns();
    for (int i = 0; i < count; i += OUTPUTS) {
      int some = Math.min(OUTPUTS, count - i);
      float[] w = weights.open(first + i, some, opened);
      int w0 = weights.openedAt(first + i);
      int w1 = some > 1 ? w0 + columns : w0;
      int w2 = some > 2 ? w1 + columns : w1;
      int w3 = some > 3 ? w2 + columns : w2;
      for (int row = 0; row < x.rows(); row++) {
        fourSums(x.data(), x.at(row), w, w0, w1, w2, w3, columns, sums);
        for (int k = 0; k < some; k++) {
          float sum = Lanes.total(sums, k * PARTIAL_SUMS);
          results[row * count + i + k] = sum * weights.step(first + i + k);
        }
      }
    }
    for (int row = 0; row < x.rows(); row++) {
      epilogue.accept(results, row * count, row, first, count);
    }
  }

  /**
   * The partial sums of one row with four others.
   *
   * @param x holds {@code count} values from {@code at}
   * @param w holds {@code count} values from each of the four indices
   * @param count a multiple of {@link DotProduct#STEP}
   * @param sums receives {@value Lanes#PARTIAL_SUMS} partial sums for each of the four
   */
  static void fourSums(
      float[] x, int at, float[] w, int w0, int w1, int w2, int w3, int count, float[] sums) {
    for (int lane = 0; lane < PARTIAL_SUMS; lane += LENGTH) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = FloatVector.zero(SPECIES);
      FloatVector s2 = FloatVector.zero(SPECIES);
      FloatVector s3 = FloatVector.zero(SPECIES);
      for (int i = lane; i < count; i += PARTIAL_SUMS) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, at + i);
        s0 = v.fma(FloatVector.fromArray(SPECIES, w, w0 + i), s0);
        s1 = v.fma(FloatVector.fromArray(SPECIES, w, w1 + i), s1);
        s2 = v.fma(FloatVector.fromArray(SPECIES, w, w2 + i), s2);
        s3 = v.fma(FloatVector.fromArray(SPECIES, w, w3 + i), s3);
      }
      s0.intoArray(sums, lane);
      s1.intoArray(sums, PARTIAL_SUMS + lane);
      s2.intoArray(sums, 2 * PARTIAL_SUMS + lane);
      s3.intoArray(sums, 3 * PARTIAL_SUMS + lane);
    }
  }
}
