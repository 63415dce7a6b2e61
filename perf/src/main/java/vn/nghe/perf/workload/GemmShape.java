// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.workload;

/**
 * A matrix product: [rows, depth] · [depth, columns].
 *
 * @param rows frames
 * @param depth products summed for each output
 * @param columns outputs for each frame
 */
public record GemmShape(int rows, int depth, int columns) {
  /** Multiplications and additions of one product, in billions. */
  public double gigaFlop() {
    return 2e-9 * rows * depth * columns;
  }

  @Override
  public String toString() {
    return rows + "x" + depth + "x" + columns;
  }
}
