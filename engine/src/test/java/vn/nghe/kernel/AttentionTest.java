// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {
  private static final Workers WORKERS = new Workers(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @CsvSource({"1,1,64", "2,2,64", "7,2,64", "17,3,48", "61,2,128", "131,4,64", "200,1,96"})
  void agreesWithTheFormulaInDoublePrecision(int frames, int heads, int width) {
    float[] qkv = Scalar.random(frames * 3 * width, frames);
    Attention attention = new Attention(heads, width);
    // Left-overs of an earlier, longer clip must not leak in.
    float[] buffer = new float[attention.bufferSize(frames) + 7];
    Arrays.fill(buffer, Float.NaN);
    float[] out = new float[frames * width];
    attention.apply(
        WORKERS, Matrix.of(qkv, frames, 3 * width), buffer, Matrix.of(out, frames, width));

    int size = width / heads;
    for (int head = 0; head < heads; head++) {
      for (int query = 0; query < frames; query++) {
        double[] expected = attend(qkv, frames, width, head * size, size, query);
        for (int i = 0; i < size; i++) {
          // Scores up to 16 round at 2⁻²⁴ relative, an error the exponential passes on.
          assertEquals(expected[i], out[query * width + head * size + i], 4 * 64 * 0x1p-24);
        }
      }
    }
  }

  @Test
  void widthsThatDoNotDivideIntoHeadsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Attention(3, 64));
  }

  private static double[] attend(
      float[] qkv, int frames, int width, int column, int size, int query) {
    float[] scores = new float[frames];
    for (int key = 0; key < frames; key++) {
      double score = 0;
      for (int i = 0; i < size; i++) {
        score +=
            (double) qkv[query * 3 * width + column + i]
                * qkv[key * 3 * width + width + column + i];
      }
      scores[key] = (float) (score / Math.sqrt(size));
    }
    double[] weights = Scalar.softmax(scores, 0, frames);
    double[] out = new double[size];
    for (int key = 0; key < frames; key++) {
      for (int i = 0; i < size; i++) {
        out[i] += weights[key] * qkv[key * 3 * width + 2 * width + column + i];
      }
    }
    return out;
  }
}
