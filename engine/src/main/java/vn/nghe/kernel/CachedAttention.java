// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static vn.nghe.kernel.Lanes.LENGTH;
import static vn.nghe.kernel.Lanes.PARTIAL_SUMS;
import static vn.nghe.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Multi-head attention of few queries to keys and values that are kept from query to query:
 * softmax(q·Kᵀ / √size)·V for each query and head, over the rows that the query looks at.
 */
public final class CachedAttention {
  /** Values that are added one after another, for the same reason as in {@link Attention}. */
  private static final int DEPTH = 256;

  /** Ignores the weights. */
  private static final WeightListener NONE = (query, head, weights, count, total) -> {};

  private final int heads;
  private final int size;
  private final float scale;

  /** Receives the weights of the values. */
  @FunctionalInterface
  public interface WeightListener {
    /**
     * One query of one head; called by several threads at once, for different queries and heads.
     *
     * @param weights {@code count} weights, each to be divided by {@code total}; valid only during
     *     the call
     */
    void weighed(int query, int head, float[] weights, int count, float total);
  }

  /**
   * @param heads number of heads
   * @param width values in a row; each head has {@code width / heads} of them, a multiple of 16
   */
  public CachedAttention(int heads, int width) {
    if (heads < 1 || width % (heads * DotProduct.STEP) != 0) {
      throw new IllegalArgumentException(
          width + " values do not divide into " + heads + " heads of a multiple of 16");
    }
    this.heads = heads;
    this.size = width / heads;
    this.scale = (float) (1 / Math.sqrt(size));
  }

  /**
   * Attends.
   *
   * @param queries {@code width} values for each query
   * @param keys {@code width} values a row
   * @param values {@code width} values for each row of {@code keys}
   * @param sources for each query the rows that it looks at, at least one
   * @param out {@code width} values for each query
   */
  public void apply(
      Workers workers, Matrix queries, Matrix keys, Matrix values, int[][] sources, Matrix out) {
    apply(workers, queries, keys, values, sources, out, NONE);
  }

  /** As {@link #apply(Workers, Matrix, Matrix, Matrix, int[][], Matrix)}, showing the weights. */
  public void apply(
      Workers workers,
      Matrix queries,
      Matrix keys,
      Matrix values,
      int[][] sources,
      Matrix out,
      WeightListener listener) {
    workers.forEach(
        queries.rows() * heads,
        task -> {
          int query = task / heads;
          int head = task % heads;
          int first = head * size;
          int[] source = sources[query];
          float[] weights = Scratch.scores(Softmax.padded(source.length));
          score(queries.data(), queries.at(query) + first, keys, first, source, weights);
          float total = Softmax.exponentials(weights, 0, source.length, scale);
          listener.weighed(query, head, weights, source.length, total);
          for (int i = 0; i < size; i += LENGTH) {
            gather(weights, 1 / total, values, first + i, source, out, out.at(query) + first + i);
          }
        });
  }

  private void score(float[] query, int at, Matrix keys, int column, int[] source, float[] scores) {
    float[] sums = Scratch.fourSums();
    int count = source.length;
    for (int i = 0; i < count; i += FewRows.OUTPUTS) {
      int k0 = keys.at(source[i]) + column;
      int k1 = keys.at(source[Math.min(i + 1, count - 1)]) + column;
      int k2 = keys.at(source[Math.min(i + 2, count - 1)]) + column;
      int k3 = keys.at(source[Math.min(i + 3, count - 1)]) + column;
      FewRows.fourSums(query, at, keys.data(), k0, k1, k2, k3, size, sums);
      for (int k = 0; k < Math.min(FewRows.OUTPUTS, count - i); k++) {
        scores[i + k] = Lanes.total(sums, k * PARTIAL_SUMS);
      }
    }
  }

  /** One vector of the weighted sum of values, times {@code factor}. */
  private static void gather(
      float[] weights, float factor, Matrix values, int column, int[] source, Matrix out, int to) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int first = 0; first < source.length; first += DEPTH) {
      int end = Math.min(source.length, first + DEPTH);
      FloatVector block = FloatVector.zero(SPECIES);
      for (int i = first; i < end; i++) {
        block =
            FloatVector.fromArray(SPECIES, values.data(), values.at(source[i]) + column)
                .fma(FloatVector.broadcast(SPECIES, weights[i]), block);
      }
      sum = block.add(sum);
    }
    FloatVector.broadcast(SPECIES, factor).mul(sum).intoArray(out.data(), to);
  }
}
