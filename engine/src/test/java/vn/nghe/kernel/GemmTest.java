// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every product has the bits of a scalar loop, whatever the vectors, tiles and threads. */
class GemmTest {
  private static final Workers WORKERS = new Workers(3);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9, 11, 59, 60, 61, 121, 250, 641})
  void everyNumberOfRowsGivesTheScalarBits(int rows) {
    assertSameBits(rows, 33, 70, 33);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 15, 16, 17, 31, 40, 63, 64, 65, 127, 129, 200})
  void everyNumberOfColumnsGivesTheScalarBits(int columns) {
    assertSameBits(13, 48, columns, 48);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 80, 199, 255, 256, 257, 512, 1537})
  void everyDepthGivesTheScalarBits(int depth) {
    assertSameBits(11, depth, 66, depth);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 32})
  void rowsMayOverlapAsAConvolutionReadsThem(int stride) {
    assertSameBits(37, 48, 72, stride);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "13,255,70", "64,257,64", "330,300,65"})
  void halfPrecisionIsWidenedExactly(int rows, int depth, int columns) {
    Matrix a = Matrix.of(Scalar.random(rows * depth, 4), rows, depth);
    float[] b = Scalar.random(depth * columns, 5);
    PackedMatrix packed = Scalar.packHalf(b, depth, columns);
    float[] c = new float[rows * columns];
    Gemm.multiply(WORKERS, a, packed, copyTo(c, columns));
    assertArrayEquals(Scalar.product(a, b, columns), c, 0f);
  }

  @Test
  void columnsAndRowsFillTheSameMatrix() {
    float[] b = Scalar.random(7 * 70, 6);
    PackedMatrix byColumns = PackedMatrix.zeros(7, 70);
    for (int column = 0; column < 70; column++) {
      float[] values = new float[7];
      for (int row = 0; row < 7; row++) {
        values[row] = b[row * 70 + column];
      }
      byColumns.column(column, values, 0);
    }
    Matrix a = Matrix.of(Scalar.random(3 * 7, 7), 3, 7);
    float[] expected = new float[3 * 70];
    float[] actual = new float[3 * 70];
    Gemm.multiply(a, Scalar.pack(b, 7, 70), copyTo(expected, 70));
    Gemm.multiply(a, byColumns, copyTo(actual, 70));
    assertArrayEquals(expected, actual, 0f);
  }

  @Test
  void oneThreadGivesTheSameBitsAsMany() {
    Matrix a = Matrix.of(Scalar.random(301 * 65, 1), 301, 65);
    PackedMatrix b = Scalar.pack(Scalar.random(65 * 130, 2), 65, 130);
    float[] shared = new float[301 * 130];
    float[] alone = new float[301 * 130];
    Gemm.multiply(WORKERS, a, b, copyTo(shared, 130));
    Gemm.multiply(a, b, copyTo(alone, 130));
    assertArrayEquals(alone, shared, 0f);
  }

  @Test
  void rowsOfAnotherLengthAreRefused() {
    Matrix a = Matrix.of(new float[20], 4, 5);
    PackedMatrix b = PackedMatrix.zeros(6, 7);
    assertThrows(IllegalArgumentException.class, () -> Gemm.multiply(a, b, copyTo(null, 7)));
  }

  private static void assertSameBits(int rows, int depth, int columns, int stride) {
    float[] buffer = Scalar.random(3 + (rows - 1) * stride + depth, rows * 31L + depth);
    Matrix a = new Matrix(buffer, 3, rows, depth, stride);
    float[] b = Scalar.random(depth * columns, columns);
    float[] c = new float[rows * columns];
    Arrays.fill(c, Float.NaN);
    Gemm.multiply(WORKERS, a, Scalar.pack(b, depth, columns), copyTo(c, columns));
    assertArrayEquals(Scalar.product(a, b, columns), c, 0f);
  }

  private static Epilogue copyTo(float[] c, int columns) {
    return (tile, at, row, column, count) ->
        System.arraycopy(tile, at, c, row * columns + column, count);
  }
}
