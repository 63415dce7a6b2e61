// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

/**
 * Multi-head self-attention of every frame to every frame: softmax(Q·Kᵀ / √size)·V for each head.
 *
 * <p>The scores of all frames would be the largest buffer of the encoder (frames² a head); only
 * those of one block of queries exist at a time.
 */
public final class Attention {
  /** Queries one task works on; their scores stay in the second-level cache for 30 s of audio. */
  private static final int QUERIES_PER_TASK = 60 / GemmTile.ROWS * GemmTile.ROWS;

  /**
   * Frames whose values are added one after another. The weights are all positive, so their
   * rounding errors do not cancel: with blocks of 512, the logits of a clip padded to 30 s were 5
   * times as far from the truth as PyTorch's, with 256 under 3 times.
   */
  private static final int DEPTH = 256;

  private final int heads;
  private final int size;
  private final float scale;

  /**
   * @param heads number of heads
   * @param width values in a frame; each head has {@code width / heads} of them
   */
  public Attention(int heads, int width) {
    if (heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(width + " values do not divide into " + heads + " heads");
    }
    this.heads = heads;
    this.size = width / heads;
    this.scale = (float) (1 / Math.sqrt(size));
  }

  /** Floats of the buffer that {@link #apply} needs for this many frames. */
  public int bufferSize(int frames) {
    return heads * headBufferSize(frames);
  }

  /**
   * Attends.
   *
   * @param qkv a row for each frame: its queries, its keys, its values, {@code width} of each
   * @param buffer at least {@link #bufferSize} floats, overwritten
   * @param out {@code width} values for each frame
   */
  public void apply(Workers workers, Matrix qkv, float[] buffer, Matrix out) {
    int width = heads * size;
    int frames = qkv.rows();
    PackedMatrix[] keys = new PackedMatrix[heads];
    PackedMatrix[] values = new PackedMatrix[heads];
    workers.forEach(
        heads,
        head -> {
          keys[head] = packKeys(qkv.columns(width + head * size, size), buffer, head);
          values[head] = packValues(qkv.columns(2 * width + head * size, size), buffer, head);
        });
    int blocks = Math.ceilDiv(frames, QUERIES_PER_TASK);
    workers.forEach(
        heads * blocks,
        task -> {
          int head = task / blocks;
          int first = task % blocks * QUERIES_PER_TASK;
          int count = Math.min(QUERIES_PER_TASK, frames - first);
          attend(
              qkv.columns(head * size, size).rows(first, count),
              keys[head],
              values[head],
              out.columns(head * size, size).rows(first, count));
        });
  }

  private void attend(Matrix queries, PackedMatrix keys, PackedMatrix values, Matrix out) {
    int frames = values.rows();
    int stride = PackedMatrix.paddedColumns(Softmax.padded(frames));
    int totals = GemmTile.wholeRows(queries.rows()) * stride;
    float[] scores = Scratch.scores(totals + queries.rows());
    Gemm.multiply(queries, keys, scores, stride);
    for (int row = 0; row < queries.rows(); row++) {
      scores[totals + row] = Softmax.exponentials(scores, row * stride, frames, scale);
    }
    Gemm.multiply(
        new Matrix(scores, 0, queries.rows(), frames, stride),
        values,
        DEPTH,
        (tile, at, row, column, count) ->
            divide(tile, at, scores[totals + row], out.data(), out.at(row) + column, count));
  }

  private static void divide(float[] tile, int at, float total, float[] target, int to, int count) {
    float factor = 1 / total;
    for (int i = 0; i < count; i++) {
      target[to + i] = tile[at + i] * factor;
    }
  }

  private int headBufferSize(int frames) {
    return PackedMatrix.size(size, frames) + PackedMatrix.size(frames, size);
  }

  private PackedMatrix packKeys(Matrix keys, float[] buffer, int head) {
    int frames = keys.rows();
    PackedMatrix packed = PackedMatrix.inside(buffer, head * headBufferSize(frames), size, frames);
    for (int frame = 0; frame < frames; frame++) {
      packed.column(frame, keys.data(), keys.at(frame));
    }
    return packed;
  }

  private PackedMatrix packValues(Matrix values, float[] buffer, int head) {
    int frames = values.rows();
    int offset = head * headBufferSize(frames) + PackedMatrix.size(size, frames);
    PackedMatrix packed = PackedMatrix.inside(buffer, offset, frames, size);
    for (int frame = 0; frame < frames; frame++) {
      packed.row(frame, values.data(), values.at(frame));
    }
    return packed;
  }
}
