// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf;

import java.util.Arrays;
import java.util.Random;

/** What benchmarks of layers have in common. */
final class Shapes {
  private Shapes() {}

  /** The numbers of a shape such as {@code 250x512x1536}. */
  static int[] parse(String shape) {
    return Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
  }

  static float[] random(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
