// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.util.Arrays;

/**
 * The values of the codes of one section.
 *
 * @param values ascending, at most 2<sup>bits</sup>; none if values are kept as they are
 * @param bits width of a code, 1 to {@value #MAX_BITS}, or 32 for values kept as they are
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; shared, not copied.
public record ValueCodebook(float[] values, int bits) {
  /** A finer quantisation than this saves nothing over exact values that anyone would miss. */
  public static final int MAX_BITS = 12;

  /** Every value is kept as it is. */
  public static final ValueCodebook EXACT = new ValueCodebook(new float[0], PackedFloats.EXACT);

  /** Bytes that the values of all codes occupy in a file, in whole groups of eight. */
  static long byteSize(int bits) {
    return bits == PackedFloats.EXACT ? 0 : (long) Float.BYTES << bits;
  }

  /** The code of the value that is nearest. */
  int code(float value) {
    if (bits == PackedFloats.EXACT) {
      return Float.floatToRawIntBits(value);
    }
    int place = Arrays.binarySearch(values, value);
    if (place >= 0) {
      return place;
    }
    int above = -place - 1;
    if (above == 0 || above == values.length) {
      return above == 0 ? 0 : above - 1;
    }
    return values[above] - value < value - values[above - 1] ? above : above - 1;
  }
}
