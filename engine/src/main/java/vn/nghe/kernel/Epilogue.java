// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

/** What becomes of the results of a product while they are still in the first-level cache. */
@FunctionalInterface
public interface Epilogue {
  /**
   * Takes one row of one tile.
   *
   * @param tile results; free to be overwritten over the tile's whole width
   * @param at index in {@code tile} of the row's first result
   * @param row the row of the product
   * @param column the column of the first result, a multiple of the tile's width
   * @param count how many of the results exist; the rest of the tile's width is padding
   */
  void accept(float[] tile, int at, int row, int column, int count);
}
