// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import java.util.List;
import vn.nghe.model.Tensor;

/** The values of a tensor during a conversion. */
interface Values {
  /** The tensor's name. */
  String name();

  /** Its dimensions, outermost first. */
  List<Long> shape();

  /**
   * Copies values.
   *
   * @param from index of the first value, in row-major order
   * @param target receives {@code count} values from index 0
   */
  void floats(long from, float[] target, int count);

  /** The number of values. */
  default long size() {
    return shape().stream().reduce(1L, Math::multiplyExact);
  }

  /** The values of a tensor whose file is open and whose type is readable. */
  static Values of(Tensor tensor) {
    return new Values() {
      @Override
      public String name() {
        return tensor.name();
      }

      @Override
      public List<Long> shape() {
        return tensor.shape();
      }

      @Override
      public void floats(long from, float[] target, int count) {
        tensor.floats(from, target, 0, count);
      }
    };
  }
}
