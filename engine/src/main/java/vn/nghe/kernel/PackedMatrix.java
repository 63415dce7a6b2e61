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
 */
public final class PackedMatrix {
  private final float[] data;
  private final int offset;
  private final int rows;
  private final int columns;

  private PackedMatrix(float[] data, int offset, int rows, int columns) {
    this.data = data;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
  }

  /** A matrix of zeros. */
  public static PackedMatrix zeros(int rows, int columns) {
    return new PackedMatrix(new float[size(rows, columns)], 0, rows, columns);
  }

  /**
   * A matrix inside a buffer that is used again and again, to be filled whole.
   *
   * @param buffer holds {@link #size} floats from {@code offset}; its content is overwritten
   */
  static PackedMatrix inside(float[] buffer, int offset, int rows, int columns) {
    Objects.checkFromIndexSize(offset, size(rows, columns), buffer.length);
    PackedMatrix matrix = new PackedMatrix(buffer, offset, rows, columns);
    matrix.clearPadding();
    return matrix;
  }

  /** How many floats {@code rows} by {@code columns} take when packed. */
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
    int index = panel(column / GemmTile.COLUMNS) + column % GemmTile.COLUMNS;
    for (int k = 0; k < rows; k++, index += GemmTile.COLUMNS) {
      data[index] = source[at + k];
    }
  }

  /** Sets one row. */
  public void row(int row, float[] source, int at) {
    Objects.checkIndex(row, rows);
    for (int column = 0; column < columns; column += GemmTile.COLUMNS) {
      int count = Math.min(GemmTile.COLUMNS, columns - column);
      int index = panel(column / GemmTile.COLUMNS) + row * GemmTile.COLUMNS;
      System.arraycopy(source, at + column, data, index, count);
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

  float[] data() {
    return data;
  }

  int panels() {
    return Math.ceilDiv(columns, GemmTile.COLUMNS);
  }

  /** Where panel number {@code panel} begins in {@link #data}. */
  int panel(int panel) {
    return offset + panel * GemmTile.COLUMNS * rows;
  }

  private void clearPadding() {
    int used = columns % GemmTile.COLUMNS;
    if (used == 0) {
      return;
    }
    int last = panel(panels() - 1);
    for (int k = 0; k < rows; k++) {
      int row = last + k * GemmTile.COLUMNS;
      Arrays.fill(data, row + used, row + GemmTile.COLUMNS, 0f);
    }
  }
}
