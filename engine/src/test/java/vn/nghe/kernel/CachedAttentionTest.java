// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachedAttentionTest {
  private static final Workers WORKERS = new Workers(3);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 16", "3, 2, 5, 48", "5, 8, 33, 64", "2, 3, 259, 32", "1, 2, 600, 80"})
  void agreesWithDoublePrecision(int queries, int heads, int rows, int size) {
    int width = heads * size;
    Matrix q = Matrix.of(Scalar.random(queries * width, 1), queries, width);
    // Keys and values side by side, as a decoder keeps them.
    Matrix kv = Matrix.of(Scalar.random(rows * 2 * width, 2), rows, 2 * width);
    Matrix keys = kv.columns(0, width);
    Matrix values = kv.columns(width, width);
    int[][] sources = sources(queries, rows);
    float[] out = new float[queries * width];
    float[][] shares = new float[queries * heads][];
    new CachedAttention(heads, width)
        .apply(
            WORKERS,
            q,
            keys,
            values,
            sources,
            Matrix.of(out, queries, width),
            (query, head, weights, count, total) -> {
              float[] share = new float[count];
              for (int i = 0; i < count; i++) {
                share[i] = weights[i] / total;
              }
              shares[query * heads + head] = share;
            });
    for (int query = 0; query < queries; query++) {
      for (int head = 0; head < heads; head++) {
        int[] source = sources[query];
        float[] scores = new float[source.length];
        for (int i = 0; i < source.length; i++) {
          double sum = 0;
          for (int k = 0; k < size; k++) {
            sum +=
                (double) q.data()[q.at(query) + head * size + k]
                    * keys.data()[keys.at(source[i]) + head * size + k];
          }
          scores[i] = (float) (sum / Math.sqrt(size));
        }
        double[] expected = Scalar.softmax(scores, 0, scores.length);
        for (int i = 0; i < source.length; i++) {
          // A score of standard normals is below 6, so its rounding of 2^-24 · 6 · √size moves a
          // weight by less than 1e-5 of itself.
          assertEquals(expected[i], shares[query * heads + head][i], 1e-5);
        }
        for (int k = 0; k < size; k++) {
          double sum = 0;
          for (int i = 0; i < source.length; i++) {
            sum += expected[i] * values.data()[values.at(source[i]) + head * size + k];
          }
          assertEquals(sum, out[query * width + head * size + k], 5e-5);
        }
      }
    }
  }

  /** Each query looks at other rows, in another order. */
  private static int[][] sources(int queries, int rows) {
    int[][] sources = new int[queries][];
    for (int query = 0; query < queries; query++) {
      int count = Math.max(1, rows - 2 * query);
      sources[query] = new int[count];
      for (int i = 0; i < count; i++) {
        sources[query][i] = query % 2 == 0 ? i : rows - 1 - i;
      }
    }
    return sources;
  }

  @Test
  void headsThatDoNotFillTheSumsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CachedAttention(2, 48));
    assertThrows(IllegalArgumentException.class, () -> new CachedAttention(0, 64));
  }
}
