// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearTest {
  private static final int ROWS = 13;
  private static final int DEPTH = 24;
  private static final Workers WORKERS = new Workers(2);

  private final Matrix x = Matrix.of(Scalar.random(ROWS * DEPTH, 1), ROWS, DEPTH);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 40, 64, 65, 130})
  void addsTheBias(int columns) {
    float[] expected = productAndBias(columns);
    float[] y = new float[ROWS * columns];
    linear(columns).apply(WORKERS, x, Matrix.of(y, ROWS, columns));
    assertArrayEquals(expected, y, 0f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 40, 64, 65, 130})
  void activates(int columns) {
    float[] expected = productAndBias(columns);
    float[] y = new float[ROWS * columns];
    linear(columns).applyGelu(WORKERS, x, Matrix.of(y, ROWS, columns));
    for (int i = 0; i < y.length; i++) {
      assertEquals(Scalar.gelu(expected[i]), y[i], GeluTest.bound(expected[i]));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 40, 64, 65, 130})
  void addsToWhatIsThere(int columns) {
    float[] expected = productAndBias(columns);
    float[] y = Scalar.random(ROWS * columns, 9);
    for (int i = 0; i < y.length; i++) {
      expected[i] += y[i];
    }
    linear(columns).applyResidual(WORKERS, x, Matrix.of(y, ROWS, columns));
    assertArrayEquals(expected, y, 0f);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void refusesABiasOfAnotherLength(int length) {
    PackedMatrix weight = PackedMatrix.zeros(2, 4);
    assertThrows(IllegalArgumentException.class, () -> new Linear(weight, new float[length]));
  }

  private static Linear linear(int columns) {
    return new Linear(Scalar.pack(weight(columns), DEPTH, columns), bias(columns));
  }

  private float[] productAndBias(int columns) {
    float[] y = Scalar.product(x, weight(columns), columns);
    float[] bias = bias(columns);
    for (int i = 0; i < y.length; i++) {
      y[i] += bias[i % columns];
    }
    return y;
  }

  private static float[] weight(int columns) {
    return Scalar.random(DEPTH * columns, columns);
  }

  private static float[] bias(int columns) {
    return Scalar.random(columns, 7);
  }
}
