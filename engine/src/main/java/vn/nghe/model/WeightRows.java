// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.Optional;

/**
 * The rows of a stored weight, one for each output: floats, or integers of 8 bits (I8) that count
 * steps of a size each row has for itself.
 *
 * @param weight its outermost dimension counts outputs
 * @param scales the size of a step in each row, from the tensor {@code name.scale}; absent for
 *     floats
 */
@SuppressWarnings("ArrayRecordComponent") // A view, never compared.
record WeightRows(Tensor weight, Optional<float[]> scales) {
  private static final int LARGEST_INTEGER = 128;

  private static final float LARGEST_HALF = 65504;

  /** What follows the name of a tensor of integers in that of its scales. */
  static final String SCALE = ".scale";

  /** Number of rows. */
  int outputs() {
    return weight.shape().getFirst().intValue();
  }

  /**
   * Whether 16 bits are enough in memory. They hold what was stored in F16 exactly. A product of
   * integer and step they round by at most 2^-12 of it, so by 127/4096 = 1/32 of a step where
   * quantising rounded by up to a half.
   */
  boolean isHalf() {
    return scales
        .map(
            steps -> {
              float largest = 0;
              for (float step : steps) {
                largest = Math.max(largest, step);
              }
              return LARGEST_INTEGER * largest <= LARGEST_HALF;
            })
        .orElse(weight.type() == TensorType.F16);
  }

  /** Copies one row out. */
  void read(int output, float[] row) {
    readUnscaled(output, row);
    if (scales.isPresent()) {
      float step = step(output);
      for (int i = 0; i < row.length; i++) {
        row[i] *= step;
      }
    }
  }

  /** Copies one row out as it is stored. */
  void readUnscaled(int output, float[] row) {
    weight.floats((long) output * row.length, row, 0, row.length);
  }

  /** The factor of the values in a row, 1 for floats. */
  float step(int output) {
    return scales.map(steps -> steps[output]).orElse(1f);
  }
}
