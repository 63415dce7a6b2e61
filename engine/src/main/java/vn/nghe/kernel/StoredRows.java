// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import java.util.Arrays;
import java.util.Objects;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Weights of a product with few rows: a row for each output, as PyTorch stores them, in the
 * precision in which they were stored. Such a product reads every weight once and does little with
 * it, so its time is that of reading them from memory.
 */
public final class StoredRows {
  /** The precision of the weights. */
  public enum Precision {
    /** 32 bits. */
    SINGLE,
    /** 16 bits, IEEE 754's half precision. */
    HALF,
    /** The upper 16 bits of single precision (BF16). */
    BRAIN,
    /** Whole numbers of 8 bits, which count steps of a size that each row has for itself. */
    INTEGER
  }

  private static final VectorSpecies<Integer> INTEGERS =
      VectorSpecies.of(int.class, Lanes.SPECIES.vectorShape());

  /** As many as there are floats in a vector. */
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Lanes.SPECIES.vectorBitSize() / 2));

  private final Precision precision;
  private final int rows;
  private final int columns;
  private final float[] singles;
  private final short[] shorts;
  private final byte[] bytes;
  private final float[] steps;

  /**
   * Rows of zeros.
   *
   * @param rows number of outputs
   * @param columns number of inputs, a multiple of 16
   */
  public StoredRows(Precision precision, int rows, int columns) {
    if (columns % DotProduct.STEP != 0) {
      throw new IllegalArgumentException(
          columns + " columns are no multiple of " + DotProduct.STEP);
    }
    int size = Math.multiplyExact(rows, columns);
    this.precision = precision;
    this.rows = rows;
    this.columns = columns;
    this.singles = new float[precision == Precision.SINGLE ? size : 0];
    boolean isShort = precision == Precision.HALF || precision == Precision.BRAIN;
    this.shorts = new short[isShort ? size : 0];
    this.bytes = new byte[precision == Precision.INTEGER ? size : 0];
    this.steps = new float[rows];
    Arrays.fill(steps, 1f);
  }

  /** Number of outputs. */
  public int rows() {
    return rows;
  }

  /** Number of inputs. */
  public int columns() {
    return columns;
  }

  /**
   * Sets one row.
   *
   * @param source holds {@link #columns} values, which the precision holds exactly
   * @param step the factor of all of them
   */
  public void set(int row, float[] source, float step) {
    Objects.checkIndex(row, rows);
    int at = row * columns;
    steps[row] = step;
    for (int i = 0; i < columns; i++) {
      switch (precision) {
        case SINGLE -> singles[at + i] = source[i];
        case HALF -> shorts[at + i] = Float.floatToFloat16(source[i]);
        case BRAIN -> shorts[at + i] = (short) (Float.floatToRawIntBits(source[i]) >>> 16);
        case INTEGER -> bytes[at + i] = (byte) source[i];
      }
    }
  }

  /** Copies one row out, its step included. */
  public void copy(int row, float[] target, int to) {
    Objects.checkIndex(row, rows);
    float[] scratch = new float[columns];
    float[] opened = open(row, 1, scratch);
    int at = openedAt(row);
    for (int i = 0; i < columns; i++) {
      target[to + i] = opened[at + i] * steps[row];
    }
  }

  /** The factor of all values of a row. */
  float step(int row) {
    return steps[row];
  }

  /** Whether {@link #open} needs no scratch. */
  boolean isOpen() {
    return precision == Precision.SINGLE;
  }

  /**
   * Makes {@code count} rows readable, without their steps.
   *
   * @param scratch room for them, used where they are not in single precision
   * @return the array in which they lie, from {@link #openedAt}
   */
  float[] open(int row, int count, float[] scratch) {
    int at = row * columns;
    int size = count * columns;
    switch (precision) {
      case SINGLE -> {
        return singles;
      }
      case HALF -> widenHalves(at, size, scratch);
      case BRAIN -> widenBrains(at, size, scratch);
      case INTEGER -> widenIntegers(at, size, scratch);
    }
    return scratch;
  }

  /** Where the rows that {@link #open} made readable begin. */
  int openedAt(int row) {
    return precision == Precision.SINGLE ? row * columns : 0;
  }

  // C2 turns a plain loop over halves or integers into vector conversions, but not one over BF16.

  private void widenHalves(int at, int size, float[] target) {
    for (int i = 0; i < size; i++) {
      target[i] = Float.float16ToFloat(shorts[at + i]);
    }
  }

  private void widenBrains(int at, int size, float[] target) {
    for (int i = 0; i < size; i += Lanes.LENGTH) {
      ShortVector.fromArray(SHORTS, shorts, at + i)
          .convertShape(VectorOperators.S2I, INTEGERS, 0)
          .reinterpretAsInts()
          .lanewise(VectorOperators.LSHL, 16)
          .reinterpretAsFloats()
          .intoArray(target, i);
    }
  }

  private void widenIntegers(int at, int size, float[] target) {
    for (int i = 0; i < size; i++) {
      target[i] = bytes[at + i];
    }
  }
}
