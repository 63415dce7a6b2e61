// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.workload;

import java.util.Arrays;
import java.util.Random;
import vn.nghe.kernel.LayerNorm;
import vn.nghe.kernel.Linear;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.PackedMatrix;

/**
 * Layers and inputs with random values of the magnitude of trained ones. The same seed gives the
 * same values; time does not depend on them as long as none is subnormal, infinite or not a number.
 */
public final class RandomLayers {
  private final Random random;

  public RandomLayers(long seed) {
    random = new Random(seed);
  }

  /** Normally distributed values. */
  public float[] values(int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  /** A matrix of normally distributed values of deviation 1, like the output of a layer norm. */
  public Matrix matrix(int rows, int columns) {
    return Matrix.of(values(rows * columns, 1), rows, columns);
  }

  /** A layer that keeps the deviation of its input. */
  public Linear linear(int inputs, int outputs) {
    return linear(weight(inputs, outputs), inputs, outputs);
  }

  /** The weights of such a layer, [inputs, outputs] row by row. */
  public float[] weight(int inputs, int outputs) {
    return values(inputs * outputs, 1 / Math.sqrt(inputs));
  }

  /** A layer without bias from given weights, [inputs, outputs] row by row. */
  public static Linear linear(float[] weight, int inputs, int outputs) {
    PackedMatrix packed = PackedMatrix.zeros(inputs, outputs);
    for (int row = 0; row < inputs; row++) {
      packed.row(row, weight, row * outputs);
    }
    return new Linear(packed, new float[outputs]);
  }

  /** A layer norm that scales by 1. */
  public static LayerNorm layerNorm(int width) {
    float[] ones = new float[width];
    Arrays.fill(ones, 1f);
    return new LayerNorm(ones, new float[width]);
  }
}
