// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

/**
 * A linear layer for few rows, y = x·Wᵀ + b, and what may follow it; {@link Linear} is for many.
 */
public final class FewRowLinear {
  private final StoredRows weights;
  private final float[] bias;

  /**
   * @param weights a row for each output
   * @param bias one addend an output
   */
  public FewRowLinear(StoredRows weights, float[] bias) {
    if (bias.length != weights.rows()) {
      throw new IllegalArgumentException(
          bias.length + " biases for " + weights.rows() + " outputs");
    }
    this.weights = weights;
    this.bias = bias.clone();
  }

  /** y = x·Wᵀ + b. */
  public void apply(Workers workers, Matrix x, Matrix y) {
    FewRows.multiply(
        workers,
        x,
        weights,
        (results, at, row, output, count) -> {
          addBias(results, at, output, count);
          System.arraycopy(results, at, y.data(), y.at(row) + output, count);
        });
  }

  /** y = gelu(x·Wᵀ + b), for a number of outputs that is a multiple of 16. */
  public void applyGelu(Workers workers, Matrix x, Matrix y) {
    FewRows.multiply(
        workers,
        x,
        weights,
        (results, at, row, output, count) -> {
          addBias(results, at, output, count);
          Gelu.apply(results, at, y.data(), y.at(row) + output, count);
        });
  }

  /** y = y + (x·Wᵀ + b): the layer inside a residual connection. */
  public void applyResidual(Workers workers, Matrix x, Matrix y) {
    FewRows.multiply(
        workers,
        x,
        weights,
        (results, at, row, output, count) -> {
          addBias(results, at, output, count);
          int to = y.at(row) + output;
          for (int i = 0; i < count; i++) {
            y.data()[to + i] += results[at + i];
          }
        });
  }

  private void addBias(float[] results, int at, int output, int count) {
    for (int i = 0; i < count; i++) {
      results[at + i] += bias[output + i];
    }
  }
}
