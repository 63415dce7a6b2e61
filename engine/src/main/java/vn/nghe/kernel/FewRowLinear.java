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
    multiply(
        workers,
        x,
        (sums, at, row, output, count) ->
            System.arraycopy(sums, at, y.data(), y.at(row) + output, count));
  }

  /** y = gelu(x·Wᵀ + b), for a number of outputs that is a multiple of 16. */
  public void applyGelu(Workers workers, Matrix x, Matrix y) {
    multiply(
        workers,
        x,
        (sums, at, row, output, count) ->
            Gelu.apply(sums, at, y.data(), y.at(row) + output, count));
  }

  /** y = y + (x·Wᵀ + b): the layer inside a residual connection. */
  public void applyResidual(Workers workers, Matrix x, Matrix y) {
    multiply(
        workers,
        x,
        (sums, at, row, output, count) -> {
          int to = y.at(row) + output;
          for (int i = 0; i < count; i++) {
            y.data()[to + i] += sums[at + i];
          }
        });
  }

  /** Hands x·Wᵀ + b to {@code next}. */
  private void multiply(Workers workers, Matrix x, FewRows.Epilogue next) {
    FewRows.multiply(
        workers,
        x,
        weights,
        (results, at, row, output, count) -> {
          for (int i = 0; i < count; i++) {
            results[at + i] += bias[output + i];
          }
          next.accept(results, at, row, output, count);
        });
  }
}
