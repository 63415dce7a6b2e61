// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import java.util.Arrays;
import java.util.Objects;

/**
 * The right-hand side of a product, laid out as the micro-kernel reads it: panels of {@link
 * GemmTile#COLUMNS} columns, and within a panel row after row.
 *
 * <p>Element (k, n) lies at {@code (n / COLUMNS) * COLUMNS * rows + k * COLUMNS + n % COLUMNS}. The
 * last panel is filled up with zeros, so that the kernel never meets a partial vector.
 *
 * <p>Values that were stored in 16 bits stay in 16 bits, half the memory, and are widened block by
 * block when they are used: exact, and a few percent of the arithmetic on a block.
 */
public final class PackedMatrix {
  private final PackedValues values;
  private final int offset;
  private final int rows;
  private final int columns;

  private PackedMatrix(PackedValues values, int offset, int rows, int columns) {
    this.values = values;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
  }

  /** A matrix of zeros in single precision. */
  public static PackedMatrix zeros(int rows, int columns) {
    return new PackedMatrix(PackedValues.floats(size(rows, columns)), 0, rows, columns);
  }

  /** A matrix of zeros whose values will all be exact in half precision. */
  public static PackedMatrix halfZeros(int rows, int columns) {
    return new PackedMatrix(PackedValues.halves(size(rows, columns)), 0, rows, columns);
  }

  /**
   * A matrix inside a buffer that is used again and again, to be filled whole.
   *
   * @param buffer holds {@link #size} floats from {@code offset}; its content is overwritten
   */
  static PackedMatrix inside(float[] buffer, int offset, int rows, int columns) {
    Objects.checkFromIndexSize(offset, size(rows, columns), buffer.length);
    PackedMatrix matrix = new PackedMatrix(PackedValues.of(buffer), offset, rows, columns);
    matrix.clearPadding(buffer);
    return matrix;
  }

  /** Number of values of a packed matrix of {@code rows} by {@code columns}. */
  public static int size(int rows, int columns) {
    return Math.multiplyExact(rows, paddedColumns(columns));
  }

  /** The number of columns after filling up the last panel. */
  static int paddedColumns(int columns) {
    return Math.ceilDiv(columns, GemmTile.COLUMNS) * GemmTile.COLUMNS;
  }

  /** Sets one column, which is one output unit's weights in PyTorch's (out, in) layout. */
  public void column(int column, float[] source, int at) {
    Objects.checkIndex(column, columns);
    int first = panel(column / GemmTile.COLUMNS) + column % GemmTile.COLUMNS;
    values.put(first, GemmTile.COLUMNS, source, at, rows);
  }

  /** Sets one row. */
  public void row(int row, float[] source, int at) {
    Objects.checkIndex(row, rows);
    for (int column = 0; column < columns; column += GemmTile.COLUMNS) {
      int count = Math.min(GemmTile.COLUMNS, columns - column);
      int first = panel(column / GemmTile.COLUMNS) + row * GemmTile.COLUMNS;
      values.put(first, 1, source, at + column, count);
    }
  }

  /** Length of the sums that make one output: the columns of the left-hand side. */
  public int rows() {
    return rows;
  }

  /** Number of outputs. */
  public int columns() {
    return columns;
  }

  int panels() {
    return Math.ceilDiv(columns, GemmTile.COLUMNS);
  }

  /**
   * Makes {@code count} rows of a panel readable.
   *
   * @param scratch room for them, used where they are not stored as the kernel reads them
   * @return the array in which they lie, from {@link #openedAt}
   */
  float[] open(int panel, int row, int count, float[] scratch) {
    return values.open(panel(panel) + row * GemmTile.COLUMNS, count * GemmTile.COLUMNS, scratch);
  }

  /** Where the rows that {@link #open} made readable begin. */
  int openedAt(int panel, int row) {
    return values.openedAt(panel(panel) + row * GemmTile.COLUMNS);
  }

  /** Where panel number {@code panel} begins among the values. */
  private int panel(int panel) {
    return offset + panel * GemmTile.COLUMNS * rows;
  }

  private void clearPadding(float[] buffer) {
    int used = columns % GemmTile.COLUMNS;
    if (used == 0) {
      return;
    }
    int last = panel(panels() - 1);
    for (int k = 0; k < rows; k++) {
      int row = last + k * GemmTile.COLUMNS;
      Arrays.fill(buffer, row + used, row + GemmTile.COLUMNS, 0f);
    }
  }
}
