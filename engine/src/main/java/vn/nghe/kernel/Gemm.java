// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

/**
 * Matrix product: every row of the left-hand side with every column of the packed right-hand side.
 */
public final class Gemm {
  /**
   * Products added one after another before their sum joins those of other blocks, where the caller
   * does not ask for less. Rounding errors grow with the additions a product passes through; a
   * longer block costs less, because each block's sums go through memory once.
   */
  static final int DEPTH = 512;

  /**
   * Most rows one task works on: so many that opening a block of the right-hand side costs little
   * beside using it, so few that the sums of all rows stay in the second-level cache beside it.
   */
  private static final int MOST_ROWS = 320 / GemmTile.ROWS * GemmTile.ROWS;

  /** Tasks for each thread, so that one which started late does not keep the others waiting. */
  private static final int TASKS_PER_THREAD = 4;

  private Gemm() {}

  /**
   * Multiplies on all of {@code workers} and hands each row of each tile to {@code epilogue} once.
   *
   * <p>The panels of one block of rows follow each other, so that the rows stay in the second-level
   * cache and the panels pass through it. The other order reads all rows once a panel, and those of
   * a long recording come from the third level.
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
          int first = task / b.panels() * rowsPerTask;
          int rows = Math.min(rowsPerTask, a.rows() - first);
          panel(a, first, rows, b, task % b.panels(), DEPTH, epilogue);
        });
  }

  /** Multiplies on the calling thread alone, for products that are small or already shared out. */
  public static void multiply(Matrix a, PackedMatrix b, Epilogue epilogue) {
    multiply(a, b, DEPTH, epilogue);
  }

  /** As {@link #multiply(Matrix, PackedMatrix, Epilogue)}, in blocks of at most {@code depth}. */
  static void multiply(Matrix a, PackedMatrix b, int depth, Epilogue epilogue) {
    requireSameDepth(a, b);
    for (int panel = 0; panel < b.panels(); panel++) {
      for (int first = 0; first < a.rows(); first += MOST_ROWS) {
        panel(a, first, Math.min(MOST_ROWS, a.rows() - first), b, panel, depth, epilogue);
      }
    }
  }

  /**
   * Multiplies on the calling thread, straight into rows of {@code out}.
   *
   * @param b at most {@link #DEPTH} deep
   * @param out receives the rows of {@code a}, filled up to whole tiles: rows that a tile has
   *     beyond the last one are overwritten too
   * @param stride from one row to the next, at least the columns of {@code b} filled up to panels
   */
  static void multiply(Matrix a, PackedMatrix b, float[] out, int stride) {
    requireSameDepth(a, b);
    for (int panel = 0; panel < b.panels(); panel++) {
      float[] block = b.open(panel, 0, b.rows(), Scratch.block());
      int at = b.openedAt(panel, 0);
      for (int row = 0; row < a.rows(); row += GemmTile.ROWS) {
        int height = Math.min(GemmTile.ROWS, a.rows() - row);
        int to = row * stride + panel * GemmTile.COLUMNS;
        GemmTile.multiply(
            a.data(), a.at(row), a.stride(), height, block, at, b.rows(), out, to, stride);
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
      Matrix a, int first, int rows, PackedMatrix b, int panel, int most, Epilogue epilogue) {
    float[] sums = Scratch.results(GemmTile.wholeRows(rows) * GemmTile.COLUMNS);
    float[] tile = Scratch.tile();
    int column = panel * GemmTile.COLUMNS;
    int count = Math.min(GemmTile.COLUMNS, b.columns() - column);
    for (int k = 0; k < b.rows(); k += most) {
      int depth = Math.min(most, b.rows() - k);
      float[] block = b.open(panel, k, depth, Scratch.block());
      int at = b.openedAt(panel, k);
      boolean last = k + depth == b.rows();
      for (int row = 0; row < rows; row += GemmTile.ROWS) {
        int height = Math.min(GemmTile.ROWS, rows - row);
        int from = a.at(first + row) + k;
        int to = row * GemmTile.COLUMNS;
        if (k == 0) {
          GemmTile.multiply(
              a.data(), from, a.stride(), height, block, at, depth, sums, to, GemmTile.COLUMNS);
        } else {
          GemmTile.multiply(
              a.data(), from, a.stride(), height, block, at, depth, tile, 0, GemmTile.COLUMNS);
          Lanes.add(tile, sums, to, GemmTile.SIZE);
        }
        if (last) {
          for (int r = 0; r < height; r++) {
            epilogue.accept(sums, to + r * GemmTile.COLUMNS, first + row + r, column, count);
          }
        }
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
