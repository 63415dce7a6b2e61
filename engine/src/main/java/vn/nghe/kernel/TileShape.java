// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How many outputs a tile of the matrix product computes at once. Each output is one lane of one
 * accumulator, so the shape decides the speed and never the bits.
 */
enum TileShape {
  /** For the 16 vector registers of AVX2. */
  SIX_BY_TWO(Tile6x2.ROWS, Tile6x2.VECTORS),

  /**
   * For 32 registers and a processor with one 512-bit multiply-add a cycle, or with NEON or SVE.
   */
  FIVE_BY_FOUR(Tile5x4.ROWS, Tile5x4.VECTORS),

  /** For AVX-512 and two multiply-adds a cycle. */
  FOURTEEN_BY_TWO(Tile14x2.ROWS, Tile14x2.VECTORS);

  /** Names the shape, as {@code 5x4}, where measurements shall not use the processor's own. */
  static final String PROPERTY = "nghe.tile";

  private final int rows;
  private final int vectors;

  TileShape(int rows, int vectors) {
    this.rows = rows;
    this.vectors = vectors;
  }

  /** Rows computed at once. */
  int rows() {
    return rows;
  }

  /** Vectors side by side in each row. */
  int vectors() {
    return vectors;
  }

  /**
   * The fastest shape for a processor.
   *
   * <p>AVX-512 comes with 32 registers, and so do NEON and SVE, whose four multiply-adds a cycle of
   * a latency of four need at least 16 accumulators. Intel's server processors start two 512-bit
   * multiply-adds a cycle, AMD's Zen 4 one: the former are 13 to 20 % faster with fourteen rows by
   * two vectors, the latter were measured with five by four.
   *
   * @param lanes floats in a vector
   */
  static TileShape fastest(Processor processor, int lanes) {
    if (processor.isX86() && lanes < 16) {
      return SIX_BY_TWO;
    }
    return processor.isIntel() ? FOURTEEN_BY_TWO : FIVE_BY_FOUR;
  }

  /**
   * The shape that {@value #PROPERTY} names, or else the fastest.
   *
   * @throws IllegalArgumentException if no shape has that name
   */
  static TileShape ofThisProcess() {
    String name = System.getProperty(PROPERTY, "");
    return name.isEmpty() ? fastest(Processor.ofThisMachine(), Lanes.LENGTH) : named(name);
  }

  /**
   * The shape of a name.
   *
   * @param name rows, {@code x}, vectors
   * @throws IllegalArgumentException if no shape has that name
   */
  static TileShape named(String name) {
    return Arrays.stream(values())
        .filter(shape -> shape.toString().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(values())
                        .map(TileShape::toString)
                        .collect(
                            Collectors.joining(
                                ", ", PROPERTY + " is " + name + "; it must be one of ", ""))));
  }

  @Override
  public String toString() {
    return rows + "x" + vectors;
  }
}
