// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

/**
 * The micro-kernel of the matrix product for this machine's vectors.
 *
 * <p>Each lane holds one output and adds its products in the order of k with fused multiply-add, so
 * every machine and every tile gives the bits of a plain scalar {@link Math#fma} loop.
 */
final class GemmTile {
  /** A constant, so that C2 compiles {@link #multiply} to a call of one tile. */
  private static final TileShape SHAPE = TileShape.ofThisProcess();

  /** Outputs side by side. */
  static final int COLUMNS = SHAPE.vectors() * Lanes.LENGTH;

  /** Rows computed at once. */
  static final int ROWS = SHAPE.rows();

  /** Floats in one tile of results. */
  static final int SIZE = ROWS * COLUMNS;

  private GemmTile() {}

  /** The number of rows after filling up the last tile. */
  static int wholeRows(int rows) {
    return Math.ceilDiv(rows, ROWS) * ROWS;
  }

  /**
   * Multiplies up to {@link #ROWS} rows with one panel. Rows beyond {@code rows} repeat the last
   * one and their results are to be ignored.
   *
   * @param a left-hand side, {@code depth} floats from the beginning of each row
   * @param at where the first row begins
   * @param stride from one row to the next
   * @param rows rows that exist, at least 1
   * @param b packed right-hand side
   * @param panel where the panel begins in {@code b}
   * @param depth length of the sums
   * @param out receives {@link #ROWS} rows of {@link #COLUMNS} results
   * @param to where the first of them goes
   * @param outStride from one row of results to the next
   */
  static void multiply(
      float[] a,
      int at,
      int stride,
      int rows,
      float[] b,
      int panel,
      int depth,
      float[] out,
      int to,
      int outStride) {
    int a1 = rows > 1 ? at + stride : at;
    int a2 = rows > 2 ? a1 + stride : a1;
    int a3 = rows > 3 ? a2 + stride : a2;
    int a4 = rows > 4 ? a3 + stride : a3;
    if (SHAPE == TileShape.FIVE_BY_FOUR) {
      Tile5x4.multiply(a, at, a1, a2, a3, a4, b, panel, depth, out, to, outStride);
      return;
    }
    int a5 = rows > 5 ? a4 + stride : a4;
    if (SHAPE == TileShape.SIX_BY_TWO) {
      Tile6x2.multiply(a, at, a1, a2, a3, a4, a5, b, panel, depth, out, to, outStride);
      return;
    }
    int a6 = rows > 6 ? a5 + stride : a5;
    int a7 = rows > 7 ? a6 + stride : a6;
    int a8 = rows > 8 ? a7 + stride : a7;
    int a9 = rows > 9 ? a8 + stride : a8;
    int a10 = rows > 10 ? a9 + stride : a9;
    int a11 = rows > 11 ? a10 + stride : a10;
    int a12 = rows > 12 ? a11 + stride : a11;
    int a13 = rows > 13 ? a12 + stride : a12;
    Tile14x2.multiply(
        a, at, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, b, panel, depth, out, to,
        outStride);
  }
}
