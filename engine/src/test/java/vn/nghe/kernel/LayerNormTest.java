// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerNormTest {
  private static final Workers WORKERS = new Workers(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 48, 96, 384, 512, 1280})
  void everyWidthAgreesWithDoublePrecision(int width) {
    int rows = 131;
    float[] weight = Scalar.random(width, 1);
    float[] bias = Scalar.random(width, 2);
    float[] x = Scalar.random(rows * width, 3);
    float[] y = new float[rows * width];
    new LayerNorm(weight, bias)
        .apply(WORKERS, Matrix.of(x, rows, width), Matrix.of(y, rows, width));
    for (int row = 0; row < rows; row++) {
      double[] expected = Scalar.layerNorm(x, row * width, weight, bias);
      for (int i = 0; i < width; i++) {
        // Values below 6 deviations; mean, scale, product and sum round once each, partial sums of
        // at most 80 terms add a random walk of √80 roundings.
        assertEquals(expected[i], y[row * width + i], 6 * 4 * 16 * 0x1p-24);
      }
    }
  }

  @Test
  void aLargeCommonOffsetDoesNotDrownTheVariance() {
    float[] ones = new float[16];
    Arrays.fill(ones, 1f);
    float[] x = new float[16];
    for (int i = 0; i < 16; i++) {
      x[i] = 4096 + (i % 2 == 0 ? 1 : -1);
    }
    float[] y = new float[16];
    new LayerNorm(ones, new float[16]).apply(WORKERS, Matrix.of(x, 1, 16), Matrix.of(y, 1, 16));
    assertEquals(1f, y[0], 1e-5f);
    assertEquals(-1f, y[1], 1e-5f);
  }

  @Test
  void widthsThatDoNotFillTheSumsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LayerNorm(new float[24], new float[24]));
    assertThrows(IllegalArgumentException.class, () -> new LayerNorm(new float[16], new float[32]));
  }
}
