// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import java.util.Objects;

/**
 * A view of rows inside a buffer: element (r, c) is {@code data[offset + r * stride + c]}.
 *
 * <p>Rows may overlap ({@code stride < columns}): that is how a convolution reads its windows
 * without copying them.
 *
 * @param data the buffer
 * @param offset index of element (0, 0)
 * @param rows number of rows
 * @param columns number of columns
 * @param stride distance between the beginnings of two rows
 */
// A view of somebody's buffer: sharing the array is the point, and views are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Matrix(float[] data, int offset, int rows, int columns, int stride) {
  public Matrix {
    Objects.checkFromIndexSize(offset, rows == 0 ? 0 : (rows - 1) * stride + columns, data.length);
  }

  /** Rows that follow each other without a gap from the start of {@code data}. */
  public static Matrix of(float[] data, int rows, int columns) {
    return new Matrix(data, 0, rows, columns, columns);
  }

  /** The same rows, narrowed to {@code count} columns from column {@code first}. */
  public Matrix columns(int first, int count) {
    Objects.checkFromIndexSize(first, count, columns);
    return new Matrix(data, offset + first, rows, count, stride);
  }

  /** {@code count} of the rows from row {@code first}. */
  public Matrix rows(int first, int count) {
    Objects.checkFromIndexSize(first, count, rows);
    return new Matrix(data, offset + first * stride, count, columns, stride);
  }

  /** Index in {@link #data} of the first element of a row. */
  public int at(int row) {
    return offset + row * stride;
  }
}
