// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.yardstick;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import vn.nghe.perf.workload.GemmShape;

/** A matrix product by OpenBLAS in native memory. */
public final class OpenBlasProduct implements AutoCloseable {
  /** Length of a cache line and of the longest vector. */
  private static final int ALIGNMENT = 64;

  private final Arena arena = Arena.ofShared();
  private final GemmShape shape;
  private final MemorySegment left;
  private final MemorySegment right;
  private final MemorySegment result;

  /**
   * @param left [rows, depth], row by row; copied
   * @param right [depth, columns], row by row; copied
   */
  public OpenBlasProduct(GemmShape shape, float[] left, float[] right) {
    this.shape = shape;
    this.left = copy(left);
    this.right = copy(right);
    this.result = copy(new float[shape.rows() * shape.columns()]);
  }

  /** The processor whose kernels OpenBLAS chose. */
  public static String core() {
    return OpenBlas.core();
  }

  /** Sets how many threads share one product, for the whole process. */
  public static void threads(int count) {
    OpenBlas.threads(count);
  }

  /** Multiplies. Unlike the engine, OpenBLAS packs both matrices for its kernel in every call. */
  public void multiply() {
    OpenBlas.sgemm(shape.rows(), shape.depth(), shape.columns(), left, right, result);
  }

  /** The result, [rows, columns] row by row; a copy. */
  public float[] result() {
    return result.toArray(ValueLayout.JAVA_FLOAT);
  }

  @Override
  public void close() {
    arena.close();
  }

  private MemorySegment copy(float[] values) {
    MemorySegment source = MemorySegment.ofArray(values);
    return arena.allocate(source.byteSize(), ALIGNMENT).copyFrom(source);
  }
}
