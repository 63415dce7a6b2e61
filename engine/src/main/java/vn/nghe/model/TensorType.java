// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

/** How the values of a tensor are stored, by the names that safetensors gives them. */
public enum TensorType {
  BOOL(1),
  U8(1),
  I8(1),
  F8_E5M2(1),
  F8_E4M3(1),
  I16(2),
  U16(2),
  F16(2),
  BF16(2),
  I32(4),
  U32(4),
  F32(4),
  I64(8),
  U64(8),
  F64(8);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes that one value takes. */
  public int bytes() {
    return bytes;
  }

  /** Whether its values are floats that {@link Tensor#floats} can read. */
  public boolean isReadable() {
    return this == F32 || this == F16 || this == BF16;
  }
}
