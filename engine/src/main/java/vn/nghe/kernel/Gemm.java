// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

/**
 * Matrix product: every row of the left-hand side with every column of the packed right-hand side.
 */
public final class Gemm {
  /**
   * Rows one task works on. Long enough to read a panel many times while it lies in the
   * second-level cache, short enough that a clip of two seconds still splits between cores.
   */
  private static final int ROWS_PER_TASK = 12 * GemmTile.ROWS;

  /**
   * Products added one after another before their sum joins those of other blocks. Rounding errors
   * grow with the additions a product passes through. One sum over 30 s of attention (1,500) or
   * over a feed-forward block (2,048) left the logits of a padded clip 8 times as far from the
   * truth as PyTorch's; blocks of 512 left 5 times, blocks of 256 under 3.
   */
  static final int DEPTH = 256;

  private Gemm() {}

  /**
   * Multiplies on all of {@code workers} and hands each row of each tile to {@code epilogue} once.
   *
   * @param a rows by depth
   * @param b depth by columns
   * @param epilogue called by several threads at once, for different outputs
   */
  public static void multiply(Workers workers, Matrix a, PackedMatrix b, Epilogue epilogue) {
    requireSameDepth(a, b);
    int blocks = Math.ceilDiv(a.rows(), ROWS_PER_TASK);
    workers.forEach(
        blocks * b.panels(),
        task -> {
          int first = task % blocks * ROWS_PER_TASK;
          int rows = Math.min(ROWS_PER_TASK, a.rows() - first);
          panel(a, first, rows, b, task / blocks, epilogue);
        });
  }

  /** Multiplies on the calling thread alone, for products that are small or already shared out. */
  public static void multiply(Matrix a, PackedMatrix b, Epilogue epilogue) {
    requireSameDepth(a, b);
    for (int panel = 0; panel < b.panels(); panel++) {
      panel(a, 0, a.rows(), b, panel, epilogue);
    }
  }

  private static void panel(
      Matrix a, int first, int rows, PackedMatrix b, int panel, Epilogue epilogue) {
    float[] tile = Scratch.tile();
    int column = panel * GemmTile.COLUMNS;
    int count = Math.min(GemmTile.COLUMNS, b.columns() - column);
    int end = first + rows;
    for (int row = first; row < end; row += GemmTile.ROWS) {
      int height = Math.min(GemmTile.ROWS, end - row);
      sum(a, row, height, b, b.panel(panel), tile);
      for (int r = 0; r < height; r++) {
        epilogue.accept(tile, r * GemmTile.COLUMNS, row + r, column, count);
      }
    }
  }

  /** One tile of results, its sums added up block by block. */
  private static void sum(Matrix a, int row, int height, PackedMatrix b, int panel, float[] tile) {
    float[] block = Scratch.block();
    for (int k = 0; k < b.rows(); k += DEPTH) {
      GemmTile.multiply(
          a.data(),
          a.at(row) + k,
          a.stride(),
          height,
          b.data(),
          panel + k * GemmTile.COLUMNS,
          Math.min(DEPTH, b.rows() - k),
          k == 0 ? tile : block);
      if (k > 0) {
        Lanes.add(block, tile, GemmTile.SIZE);
      }
    }
  }

  private static void requireSameDepth(Matrix a, PackedMatrix b) {
    if (a.columns() != b.rows()) {
      throw new IllegalArgumentException(
          "a row of " + a.columns() + " values does not meet columns of " + b.rows());
    }
  }
}
