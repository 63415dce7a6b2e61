// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

/** Small buffers that belong to a thread, so that kernels allocate nothing in steady state. */
final class Scratch {
  private static final ThreadLocal<float[]> TILE =
      ThreadLocal.withInitial(() -> new float[GemmTile.SIZE]);
  private static final ThreadLocal<float[]> BLOCK =
      ThreadLocal.withInitial(() -> new float[GemmTile.SIZE]);
  private static final ThreadLocal<float[]> SUMS =
      ThreadLocal.withInitial(() -> new float[Lanes.PARTIAL_SUMS]);
  private static final ThreadLocal<float[]> SCORES = ThreadLocal.withInitial(() -> new float[0]);

  private Scratch() {}

  /** Room for one tile of results. */
  static float[] tile() {
    return TILE.get();
  }

  /** Room for the part of a tile that one block of the sums adds. */
  static float[] block() {
    return BLOCK.get();
  }

  /** Room for the partial sums of a reduction. */
  static float[] sums() {
    return SUMS.get();
  }

  /** Room for at least {@code size} attention scores; grows and is kept. */
  static float[] scores(int size) {
    float[] scores = SCORES.get();
    if (scores.length < size) {
      scores = new float[size];
      SCORES.set(scores);
    }
    return scores;
  }
}
