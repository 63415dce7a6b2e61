// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.nghe.kernel.StoredRows.Precision;

class FewRowsTest {
  private static final Workers WORKERS = new Workers(3);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 16",
    "1, 5, 48",
    "2, 16, 16",
    "3, 67, 80",
    "5, 130, 512",
    "7, 1031, 64",
    "16, 33, 2048",
    "1, 2000, 1280"
  })
  void everySizeHasTheBitsOfItsScalarTwin(int rows, int outputs, int columns) {
    for (Precision precision : Precision.values()) {
      StoredRows weights = weights(precision, outputs, columns);
      Matrix x = Matrix.of(Scalar.random(rows * columns, 2), rows, columns);
      float[] bias = Scalar.random(outputs, 3);
      float[] y = Scalar.random(rows * outputs, 4);
      float[] expected = y.clone();
      for (int row = 0; row < rows; row++) {
        float[] products = Scalar.product(x, row, weights);
        for (int output = 0; output < outputs; output++) {
          expected[row * outputs + output] += products[output] + bias[output];
        }
      }
      new FewRowLinear(weights, bias).applyResidual(WORKERS, x, Matrix.of(y, rows, outputs));
      assertArrayEquals(expected, y, precision.name());
    }
  }

  @Test
  void geluFollowsTheBias() {
    StoredRows weights = weights(Precision.HALF, 48, 32);
    Matrix x = Matrix.of(Scalar.random(3 * 32, 2), 3, 32);
    float[] bias = Scalar.random(48, 3);
    FewRowLinear layer = new FewRowLinear(weights, bias);
    float[] linear = new float[3 * 48];
    layer.apply(WORKERS, x, Matrix.of(linear, 3, 48));
    float[] activated = new float[3 * 48];
    layer.applyGelu(WORKERS, x, Matrix.of(activated, 3, 48));
    for (int i = 0; i < linear.length; i++) {
      // The bound that Gelu derives.
      assertEquals(
          Scalar.gelu(linear[i]), activated[i], 1e-6 * Math.max(1, Math.abs(linear[i])), "" + i);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aRowIsCopiedAsItWasSet(Precision precision) {
    StoredRows weights = new StoredRows(precision, 3, 16);
    float[] row = new float[16];
    for (int i = 0; i < row.length; i++) {
      row[i] = i - 8;
    }
    weights.set(1, row, 0.25f);
    float[] copy = new float[18];
    weights.copy(1, copy, 2);
    for (int i = 0; i < row.length; i++) {
      assertEquals((i - 8) * 0.25f, copy[i + 2]);
    }
  }

  @Test
  void sizesThatDoNotMeetAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new StoredRows(Precision.SINGLE, 4, 24));
    StoredRows weights = new StoredRows(Precision.SINGLE, 4, 16);
    assertThrows(IllegalArgumentException.class, () -> new FewRowLinear(weights, new float[3]));
    Matrix wide = Matrix.of(new float[32], 1, 32);
    FewRowLinear layer = new FewRowLinear(weights, new float[4]);
    assertThrows(
        IllegalArgumentException.class,
        () -> layer.apply(WORKERS, wide, Matrix.of(new float[4], 1, 4)));
  }

  /** Random weights that the precision holds exactly. */
  private static StoredRows weights(Precision precision, int rows, int columns) {
    StoredRows weights = new StoredRows(precision, rows, columns);
    for (int row = 0; row < rows; row++) {
      float[] values = Scalar.random(columns, row);
      for (int i = 0; i < columns; i++) {
        values[i] =
            switch (precision) {
              case SINGLE -> values[i];
              case HALF -> Float.float16ToFloat(Float.floatToFloat16(values[i]));
              case BRAIN -> Float.intBitsToFloat(Float.floatToRawIntBits(values[i]) & 0xFFFF0000);
              case INTEGER -> Math.clamp(Math.round(40 * values[i]), -128, 127);
            };
      }
      weights.set(row, values, precision == Precision.INTEGER ? 0.01f * (row + 1) : 1);
    }
    return weights;
  }
}
