// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

/** Buffers that belong to a thread, so that kernels allocate nothing in steady state. */
final class Scratch {
  private static final ThreadLocal<Scratch> MINE = ThreadLocal.withInitial(Scratch::new);

  private final float[] tile = new float[GemmTile.SIZE];
  private final float[] block = new float[Gemm.DEPTH * GemmTile.COLUMNS];
  private final float[] partialSums = new float[Lanes.PARTIAL_SUMS];
  private final float[] fourSums = new float[FewRows.OUTPUTS * Lanes.PARTIAL_SUMS];
  private float[] opened = new float[0];
  private float[] results = new float[0];
  private float[] scores = new float[0];

  private Scratch() {}

  /** Room for one tile of results. */
  static float[] tile() {
    return MINE.get().tile;
  }

  /** Room for the part of a panel that is used at a time. */
  static float[] block() {
    return MINE.get().block;
  }

  /** Room for the partial sums of a reduction. */
  static float[] partialSums() {
    return MINE.get().partialSums;
  }

  /** Room for the partial sums of four reductions. */
  static float[] fourSums() {
    return MINE.get().fourSums;
  }

  /** Room for at least {@code size} weights in single precision; grows and is kept. */
  static float[] opened(int size) {
    Scratch mine = MINE.get();
    if (mine.opened.length < size) {
      mine.opened = new float[size];
    }
    return mine.opened;
  }

  /** Room for at least {@code size} results of a product; grows and is kept. */
  static float[] results(int size) {
    Scratch mine = MINE.get();
    if (mine.results.length < size) {
      mine.results = new float[size];
    }
    return mine.results;
  }

  /** Room for at least {@code size} attention scores; grows and is kept. */
  static float[] scores(int size) {
    Scratch mine = MINE.get();
    if (mine.scores.length < size) {
      mine.scores = new float[size];
    }
    return mine.scores;
  }
}
