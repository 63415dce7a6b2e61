// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

/**
 * How the values of a tensor are stored, by the names that safetensors gives them. All of the
 * format are here, so that a file may hold what this engine does not compute with.
 */
public enum TensorType {
  F4(4),
  F6_E2M3(6),
  F6_E3M2(6),
  BOOL(8),
  U8(8),
  I8(8),
  F8_E5M2(8),
  F8_E4M3(8),
  F8_E8M0(8),
  F8_E4M3FNUZ(8),
  F8_E5M2FNUZ(8),
  I16(16),
  U16(16),
  F16(16),
  BF16(16),
  I32(32),
  U32(32),
  F32(32),
  I64(64),
  U64(64),
  F64(64),
  C64(64);

  private final int bits;

  TensorType(int bits) {
    this.bits = bits;
  }

  /** Bits that one value takes. */
  public int bits() {
    return bits;
  }

  /** Bytes that one value takes; 1 where several share a byte. */
  public int bytes() {
    return Math.ceilDiv(bits, Byte.SIZE);
  }

  /** Whether its values are floats that {@link Tensor#floats} can read. */
  public boolean isReadable() {
    return this == F32 || this == F16 || this == BF16;
  }
}
