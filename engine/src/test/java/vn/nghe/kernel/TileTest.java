// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every tile gives the bits of a scalar loop, those of other processors too. */
class TileTest {
  private static final int STRIDE = 601;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 31, 64, 257, 512})
  void fiveRowsByFourVectors(int depth) {
    float[] a = Scalar.random(Tile5x4.ROWS * STRIDE, depth);
    float[] b = Scalar.random(depth * width(Tile5x4.VECTORS) + 3, depth + 1L);
    float[] out = new float[Tile5x4.ROWS * STRIDE];
    Tile5x4.multiply(a, 0, STRIDE, 2 * STRIDE, 3 * STRIDE, 4 * STRIDE, b, 3, depth, out, 5, STRIDE);
    assertArrayEquals(expected(a, b, Tile5x4.ROWS, Tile5x4.VECTORS, depth), out, 0f);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 31, 64, 257, 512})
  void sixRowsByTwoVectors(int depth) {
    float[] a = Scalar.random(Tile6x2.ROWS * STRIDE, depth);
    float[] b = Scalar.random(depth * width(Tile6x2.VECTORS) + 3, depth + 1L);
    float[] out = new float[Tile6x2.ROWS * STRIDE];
    Tile6x2.multiply(
        a, 0, STRIDE, 2 * STRIDE, 3 * STRIDE, 4 * STRIDE, 5 * STRIDE, b, 3, depth, out, 5, STRIDE);
    assertArrayEquals(expected(a, b, Tile6x2.ROWS, Tile6x2.VECTORS, depth), out, 0f);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 31, 64, 257, 512})
  void fourteenRowsByTwoVectors(int depth) {
    float[] a = Scalar.random(Tile14x2.ROWS * STRIDE, depth);
    float[] b = Scalar.random(depth * width(Tile14x2.VECTORS) + 3, depth + 1L);
    float[] out = new float[Tile14x2.ROWS * STRIDE];
    Tile14x2.multiply(
        a,
        0,
        STRIDE,
        2 * STRIDE,
        3 * STRIDE,
        4 * STRIDE,
        5 * STRIDE,
        6 * STRIDE,
        7 * STRIDE,
        8 * STRIDE,
        9 * STRIDE,
        10 * STRIDE,
        11 * STRIDE,
        12 * STRIDE,
        13 * STRIDE,
        b,
        3,
        depth,
        out,
        5,
        STRIDE);
    assertArrayEquals(expected(a, b, Tile14x2.ROWS, Tile14x2.VECTORS, depth), out, 0f);
  }

  private static int width(int vectors) {
    return vectors * Lanes.LENGTH;
  }

  /** Rows of results that begin at 5, {@link #STRIDE} apart, with nothing between them. */
  private static float[] expected(float[] a, float[] b, int rows, int vectors, int depth) {
    float[] out = new float[rows * STRIDE];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < width(vectors); column++) {
        float sum = 0;
        for (int k = 0; k < depth; k++) {
          sum = Math.fma(a[row * STRIDE + k], b[3 + k * width(vectors) + column], sum);
        }
        out[5 + row * STRIDE + column] = sum;
      }
    }
    return out;
  }
}
