// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.yardstick;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;
import vn.nghe.perf.workload.GemmShape;
import vn.nghe.perf.workload.RandomLayers;

final class OpenBlasProductTest {
  @Test
  void isTheProductThatTheEngineComputes() {
    GemmShape shape = new GemmShape(7, 100, 33);
    RandomLayers random = new RandomLayers(1);
    Matrix x = random.matrix(shape.rows(), shape.depth());
    float[] weight = random.weight(shape.depth(), shape.columns());
    Matrix ours = Matrix.of(new float[shape.rows() * shape.columns()], 7, 33);
    float[] theirs;
    try (Workers workers = new Workers(1);
        OpenBlasProduct product = new OpenBlasProduct(shape, x.data(), weight)) {
      RandomLayers.linear(weight, shape.depth(), shape.columns()).apply(workers, x, ours);
      product.multiply();
      theirs = product.result();
    }
    for (int row = 0; row < shape.rows(); row++) {
      for (int column = 0; column < shape.columns(); column++) {
        int at = row * shape.columns() + column;
        assertEquals(ours.data()[at], theirs[at], tolerance(x, weight, shape, row, column));
      }
    }
  }

  /**
   * A sum of n products in any order and any grouping, fused or not, is within n·u·Σ|a·b| of the
   * truth (u half a unit in the last place of 1; Higham, Accuracy and Stability, 3.1); two of them
   * within twice that.
   */
  private static float tolerance(Matrix x, float[] weight, GemmShape shape, int row, int column) {
    double sum = 0;
    for (int k = 0; k < shape.depth(); k++) {
      sum += Math.abs((double) x.data()[x.at(row) + k] * weight[k * shape.columns() + column]);
    }
    return (float) (2 * shape.depth() * 0x1p-24 * sum);
  }
}
