// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static vn.nghe.kernel.Lanes.LENGTH;
import static vn.nghe.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The product of a row and a small constant matrix, such as a transform of a few points: as many
 * multiplications as a fast transform saves, all of them side by side.
 */
public final class RowProduct {
  /** Results come in multiples of this many. */
  public static final int STEP = Lanes.PARTIAL_SUMS;

  private final float[] matrix;
  private final int rows;
  private final int columns;

  /**
   * @param matrix row after row
   * @param rows length of the row that is multiplied
   * @param columns number of results, a multiple of {@link #STEP}
   */
  public RowProduct(float[] matrix, int rows, int columns) {
    if (matrix.length != rows * columns || columns % STEP != 0) {
      throw new IllegalArgumentException(
          "%d values are no matrix of %d rows by %d columns, a multiple of %d"
              .formatted(matrix.length, rows, columns, STEP));
    }
    this.matrix = matrix.clone();
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Multiplies. Each result is added up in the order of the rows with fused multiply-adds, so its
   * bits do not depend on the vector length.
   *
   * @param row holds a value for each row of the matrix, from {@code at}
   * @param out takes a result for each column, from {@code to}
   */
  public void apply(float[] row, int at, float[] out, int to) {
    for (int column = 0; column < columns; column += LENGTH) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int k = 0; k < rows; k++) {
        sum =
            FloatVector.broadcast(SPECIES, row[at + k])
                .fma(FloatVector.fromArray(SPECIES, matrix, k * columns + column), sum);
      }
      sum.intoArray(out, to + column);
    }
  }
}
