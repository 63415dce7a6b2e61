// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowProductTest {
  @ParameterizedTest
  @CsvSource({"0,16", "1,16", "16,16", "18,32", "31,48", "64,16"})
  void everySizeGivesTheScalarBits(int rows, int columns) {
    float[] row = Scalar.random(rows + 3, 1);
    float[] matrix = Scalar.random(rows * columns, 2);
    float[] expected = new float[columns + 7];
    for (int column = 0; column < columns; column++) {
      float sum = 0;
      for (int k = 0; k < rows; k++) {
        sum = Math.fma(row[3 + k], matrix[k * columns + column], sum);
      }
      expected[5 + column] = sum;
    }
    float[] actual = new float[columns + 7];
    new RowProduct(matrix, rows, columns).apply(row, 3, actual, 5);
    assertArrayEquals(expected, actual, 0f);
  }

  @Test
  void theMatrixIsCopied() {
    float[] matrix = new float[16];
    RowProduct product = new RowProduct(matrix, 1, 16);
    Arrays.fill(matrix, 1);
    float[] out = new float[16];
    product.apply(new float[] {1}, 0, out, 0);
    assertArrayEquals(new float[16], out, 0f);
  }

  @Test
  void otherSizesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RowProduct(new float[30], 2, 15));
    assertThrows(IllegalArgumentException.class, () -> new RowProduct(new float[16], 2, 16));
  }
}
