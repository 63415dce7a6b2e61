// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import java.util.Random;

/** The scalar twins of the kernels: each written as plainly as the formula it computes. */
final class Scalar {
  private Scalar() {}

  static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /**
   * c[m][n] = Σ a[m][k] · b[k][n], added in the order of k with one rounding each, in blocks of
   * {@link Gemm#DEPTH} that are then added in their order.
   */
  static float[] product(Matrix a, float[] b, int columns) {
    float[] c = new float[a.rows() * columns];
    for (int m = 0; m < a.rows(); m++) {
      for (int n = 0; n < columns; n++) {
        float sum = 0;
        float block = 0;
        for (int k = 0; k < a.columns(); k++) {
          if (k % Gemm.DEPTH == 0) {
            sum += block;
            block = 0;
          }
          block = Math.fma(a.data()[a.at(m) + k], b[k * columns + n], block);
        }
        c[m * columns + n] = sum + block;
      }
    }
    return c;
  }

  /** Sixteen sums of every sixteenth product, added pairwise: halves, quarters, eighths. */
  static float dot(float[] a, int aFrom, float[] b, int bFrom, int count) {
    float[] sums = new float[16];
    for (int i = 0; i < count; i++) {
      sums[i % 16] = Math.fma(a[aFrom + i], b[bFrom + i], sums[i % 16]);
    }
    for (int half = 8; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        sums[i] += sums[i + half];
      }
    }
    return sums[0];
  }

  /** The products of one row with all rows of weights, each times its step. */
  static float[] product(Matrix x, int row, StoredRows weights) {
    float[] products = new float[weights.rows()];
    for (int output = 0; output < products.length; output++) {
      float[] opened = weights.open(output, 1, new float[weights.columns()]);
      int at = weights.openedAt(output);
      products[output] =
          dot(x.data(), x.at(row), opened, at, weights.columns()) * weights.step(output);
    }
    return products;
  }

  static PackedMatrix pack(float[] b, int rows, int columns) {
    return fill(PackedMatrix.zeros(rows, columns), b, rows, columns);
  }

  /** Rounds {@code b} to half precision in place, and packs it as such. */
  static PackedMatrix packHalf(float[] b, int rows, int columns) {
    for (int i = 0; i < b.length; i++) {
      b[i] = Float.float16ToFloat(Float.floatToFloat16(b[i]));
    }
    return fill(PackedMatrix.halfZeros(rows, columns), b, rows, columns);
  }

  private static PackedMatrix fill(PackedMatrix packed, float[] b, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      packed.row(row, b, row * columns);
    }
    return packed;
  }

  static double gelu(double x) {
    return x / 2 * (1 + erf(x / Math.sqrt(2)));
  }

  /**
   * erf by its Taylor series, 2/√π · Σ (-1)ⁿ z²ⁿ⁺¹ / (n! (2n+1)). Its terms stay below e^(z²), so
   * up to |z| = 4 double precision loses at most 7 of 16 digits; beyond, erf is 1 to 1.6e-8.
   */
  static double erf(double z) {
    if (Math.abs(z) > 4) {
      return Math.signum(z);
    }
    double term = z;
    double sum = z;
    for (int n = 1; n < 150; n++) {
      term *= -z * z / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  static double[] softmax(float[] scores, int at, int count) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, scores[at + i]);
    }
    double[] exponentials = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      exponentials[i] = Math.exp(scores[at + i] - largest);
      sum += exponentials[i];
    }
    for (int i = 0; i < count; i++) {
      exponentials[i] /= sum;
    }
    return exponentials;
  }

  static double[] layerNorm(float[] x, int at, float[] weight, float[] bias) {
    double mean = 0;
    for (int i = 0; i < weight.length; i++) {
      mean += x[at + i] / (double) weight.length;
    }
    double variance = 0;
    for (int i = 0; i < weight.length; i++) {
      variance += (x[at + i] - mean) * (x[at + i] - mean) / weight.length;
    }
    double[] y = new double[weight.length];
    for (int i = 0; i < weight.length; i++) {
      y[i] = (x[at + i] - mean) / Math.sqrt(variance + 1e-5) * weight[i] + bias[i];
    }
    return y;
  }
}
