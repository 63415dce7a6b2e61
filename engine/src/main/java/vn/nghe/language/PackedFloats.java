// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

/**
 * Floats, each written as a code.
 *
 * @param codes one per value
 * @param values the values of the codes; empty if a code is the float's own 32 bits
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; shared, not copied.
record PackedFloats(PackedInts codes, float[] values) {
  /** The width at which values are not quantised. */
  static final int EXACT = Float.SIZE;

  float get(long index) {
    int code = (int) codes.get(index);
    return values.length == 0 ? Float.intBitsToFloat(code) : values[code];
  }
}
