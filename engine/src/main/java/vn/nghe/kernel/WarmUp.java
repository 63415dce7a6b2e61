// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Makes the JIT compiler compile the kernels before the first pass.
 *
 * <p>Until C2 has compiled it, a loop over vectors allocates every vector and runs a thousand times
 * slower. C2 begins once a method has been called some 600 times and gone through 15,000 loop
 * rounds in all; a first clip of 512-deep products would spend a second on the calls. Products that
 * are a few rounds deep reach both counts in some 50 ms.
 */
public final class WarmUp {
  private static final int CALLS = 900;
  private static final int ROWS = GemmTile.ROWS;
  private static final int DEPTH = 32;
  private static final int FRAMES = 20;

  private WarmUp() {}

  /** Runs every kernel on small matrices; returns when they have been called often enough. */
  public static void run() {
    try (Workers alone = new Workers(1)) {
      int width = GemmTile.COLUMNS;
      Matrix in = Matrix.of(new float[ROWS * DEPTH], ROWS, DEPTH);
      Matrix out = Matrix.of(new float[ROWS * width], ROWS, width);
      Linear layer = new Linear(PackedMatrix.halfZeros(DEPTH, width), new float[width]);
      LayerNorm norm = new LayerNorm(new float[width], new float[width]);
      Attention attention = new Attention(1, width);
      Matrix qkv = Matrix.of(new float[FRAMES * 3 * width], FRAMES, 3 * width);
      Matrix attended = Matrix.of(new float[FRAMES * width], FRAMES, width);
      float[] buffer = new float[attention.bufferSize(FRAMES)];
      FewRowLinear fewRows =
          new FewRowLinear(
              new StoredRows(StoredRows.Precision.HALF, width, DEPTH), new float[width]);
      CachedAttention cached = new CachedAttention(1, width);
      int[] sources = IntStream.range(0, FRAMES).toArray();
      int[][] all = new int[ROWS][];
      Arrays.fill(all, sources);
      for (int i = 0; i < CALLS; i++) {
        layer.applyGelu(alone, in, out);
        layer.applyResidual(alone, in, out);
        layer.apply(alone, in, out);
        norm.apply(alone, out, out);
        attention.apply(alone, qkv, buffer, attended);
        fewRows.applyGelu(alone, in, out);
        Matrix keys = qkv.columns(width, width);
        cached.apply(alone, qkv.rows(0, ROWS).columns(0, width), keys, keys, all, out);
        LogSumExp.of(out, 0);
      }
    }
  }
}
