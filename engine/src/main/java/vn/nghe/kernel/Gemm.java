// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

/**
 * Matrix product: every row of the left-hand side with every column of the packed right-hand side.
 */
public final class Gemm {
  /**
   * Products added one after another before their sum joins those of other blocks. Rounding errors
   * grow with the additions a product passes through. One sum over 30 s of attention (1,500) or
   * over a feed-forward block (2,048) left the logits of a padded clip 8 times as far from the
   * truth as PyTorch's; blocks of 512 left 5 times, blocks of 256 under 3.
   */
  static final int DEPTH = 256;

  /**
   * Most rows one task works on: so many that opening a block of the right-hand side costs little
   * beside using it, so few that the sums of all rows stay in the second-level cache beside it.
   */
  private static final int MOST_ROWS = 64 * GemmTile.ROWS;

  /** Tasks for each thread, so that one which started late does not keep the others waiting. */
  private static final int TASKS_PER_THREAD = 4;

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
    int wanted = Math.ceilDiv(TASKS_PER_THREAD * workers.threads(), b.panels());
    int rowsPerTask = rowsPerTask(a.rows(), wanted);
    int blocks = Math.ceilDiv(a.rows(), rowsPerTask);
    workers.forEach(
        blocks * b.panels(),
        task -> {
          int first = task % blocks * rowsPerTask;
          int rows = Math.min(rowsPerTask, a.rows() - first);
          panel(a, first, rows, b, task / blocks, epilogue);
        });
  }

  /** Multiplies on the calling thread alone, for products that are small or already shared out. */
  public static void multiply(Matrix a, PackedMatrix b, Epilogue epilogue) {
    requireSameDepth(a, b);
    for (int panel = 0; panel < b.panels(); panel++) {
      for (int first = 0; first < a.rows(); first += MOST_ROWS) {
        panel(a, first, Math.min(MOST_ROWS, a.rows() - first), b, panel, epilogue);
      }
    }
  }

  /** Whole tiles that split {@code rows} into at least {@code blocks} parts of about one size. */
  private static int rowsPerTask(int rows, int blocks) {
    int tiles = Math.ceilDiv(rows, GemmTile.ROWS);
    int tilesPerTask = Math.ceilDiv(tiles, Math.max(1, blocks));
    int parts = Math.ceilDiv(tilesPerTask * GemmTile.ROWS, MOST_ROWS);
    return Math.ceilDiv(tilesPerTask, parts) * GemmTile.ROWS;
  }

  /** Some rows with one panel: block by block, each opened once and used for all rows. */
  private static void panel(
      Matrix a, int first, int rows, PackedMatrix b, int panel, Epilogue epilogue) {
    float[] sums = Scratch.results(Math.ceilDiv(rows, GemmTile.ROWS) * GemmTile.SIZE);
    for (int k = 0; k < b.rows(); k += DEPTH) {
      int depth = Math.min(DEPTH, b.rows() - k);
      float[] block = b.open(panel, k, depth, Scratch.block());
      block(a, first, rows, k, block, b.openedAt(panel, k), depth, sums);
    }
    int column = panel * GemmTile.COLUMNS;
    int count = Math.min(GemmTile.COLUMNS, b.columns() - column);
    for (int row = 0; row < rows; row++) {
      epilogue.accept(sums, row * GemmTile.COLUMNS, first + row, column, count);
    }
  }

  /** Adds the products of one block to the sums of all rows, or begins them with it. */
  private static void block(
      Matrix a, int first, int rows, int k, float[] b, int at, int depth, float[] sums) {
    float[] tile = Scratch.tile();
    for (int row = 0; row < rows; row += GemmTile.ROWS) {
      int height = Math.min(GemmTile.ROWS, rows - row);
      int from = a.at(first + row) + k;
      int to = row * GemmTile.COLUMNS;
      if (k == 0) {
        GemmTile.multiply(a.data(), from, a.stride(), height, b, at, depth, sums, to);
      } else {
        GemmTile.multiply(a.data(), from, a.stride(), height, b, at, depth, tile, 0);
        Lanes.add(tile, sums, to, GemmTile.SIZE);
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
