// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import java.util.List;
import java.util.stream.Stream;

/**
 * Selected rows of a tensor.
 *
 * @param whole a tensor of at least one dimension
 * @param rows indices of the outermost dimension, in the order of the result
 */
record SelectedRows(Values whole, List<Integer> rows) implements Values {
  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public List<Long> shape() {
    return Stream.concat(Stream.of((long) rows.size()), whole.shape().stream().skip(1)).toList();
  }

  @Override
  public void floats(long from, float[] target, int count) {
    int width = (int) whole.shape().stream().skip(1).reduce(1L, Math::multiplyExact).longValue();
    float[] row = new float[width];
    for (int at = 0; at < count; ) {
      long index = from + at;
      int column = (int) (index % width);
      int run = Math.min(width - column, count - at);
      whole.floats((long) rows.get((int) (index / width)) * width, row, width);
      System.arraycopy(row, column, target, at, run);
      at += run;
    }
  }
}
