// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static vn.nghe.kernel.Lanes.LENGTH;
import static vn.nghe.kernel.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** A linear layer, y = x·W + b, and what may follow it while the result is still in cache. */
public final class Linear {
  private final PackedMatrix weight;
  private final float[] bias;

  /**
   * @param weight inputs by outputs
   * @param bias one addend an output
   */
  public Linear(PackedMatrix weight, float[] bias) {
    if (bias.length != weight.columns()) {
      throw new IllegalArgumentException(
          bias.length + " biases for " + weight.columns() + " outputs");
    }
    this.weight = weight;
    // Filled up like the last panel, so that a whole tile row is always added at once.
    this.bias = Arrays.copyOf(bias, PackedMatrix.paddedColumns(bias.length));
  }

  /** Length of an input row. */
  public int inputs() {
    return weight.rows();
  }

  /** Length of an output row. */
  public int outputs() {
    return weight.columns();
  }

  /** y = x·W + b. */
  public void apply(Workers workers, Matrix x, Matrix y) {
    Gemm.multiply(
        workers,
        x,
        weight,
        (tile, at, row, column, count) -> {
          int to = y.at(row) + column;
          if (count == GemmTile.COLUMNS) {
            addBias(tile, at, column, y.data(), to);
          } else {
            addBias(tile, at, column, tile, at);
            System.arraycopy(tile, at, y.data(), to, count);
          }
        });
  }

  /** y = gelu(x·W + b). */
  public void applyGelu(Workers workers, Matrix x, Matrix y) {
    Gemm.multiply(
        workers,
        x,
        weight,
        (tile, at, row, column, count) -> {
          int to = y.at(row) + column;
          addBias(tile, at, column, tile, at);
          if (count == GemmTile.COLUMNS) {
            Gelu.apply(tile, at, y.data(), to, count);
          } else {
            Gelu.apply(tile, at, tile, at, GemmTile.COLUMNS);
            System.arraycopy(tile, at, y.data(), to, count);
          }
        });
  }

  /** y = y + (x·W + b): the layer inside a residual connection. */
  public void applyResidual(Workers workers, Matrix x, Matrix y) {
    Gemm.multiply(
        workers,
        x,
        weight,
        (tile, at, row, column, count) -> {
          addBias(tile, at, column, tile, at);
          add(tile, at, y.data(), y.at(row) + column, count);
        });
  }

  private void addBias(float[] tile, int at, int column, float[] target, int to) {
    for (int i = 0; i < GemmTile.COLUMNS; i += LENGTH) {
      FloatVector.fromArray(SPECIES, tile, at + i)
          .add(FloatVector.fromArray(SPECIES, bias, column + i))
          .intoArray(target, to + i);
    }
  }

  private static void add(float[] source, int from, float[] target, int to, int count) {
    int vectors = SPECIES.loopBound(count);
    for (int i = 0; i < vectors; i += LENGTH) {
      FloatVector.fromArray(SPECIES, target, to + i)
          .add(FloatVector.fromArray(SPECIES, source, from + i))
          .intoArray(target, to + i);
    }
    for (int i = vectors; i < count; i++) {
      target[to + i] += source[from + i];
    }
  }
}
