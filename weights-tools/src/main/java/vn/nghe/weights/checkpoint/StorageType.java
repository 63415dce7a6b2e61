// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.util.Map;
import java.util.Optional;
import vn.nghe.model.TensorType;

/** What PyTorch calls the types of values: by their storages, and since version 2 by themselves. */
final class StorageType {
  private static final Map<String, TensorType> BY_STORAGE =
      Map.ofEntries(
          Map.entry("BoolStorage", TensorType.BOOL),
          Map.entry("ByteStorage", TensorType.U8),
          Map.entry("CharStorage", TensorType.I8),
          Map.entry("ShortStorage", TensorType.I16),
          Map.entry("IntStorage", TensorType.I32),
          Map.entry("LongStorage", TensorType.I64),
          Map.entry("HalfStorage", TensorType.F16),
          Map.entry("BFloat16Storage", TensorType.BF16),
          Map.entry("FloatStorage", TensorType.F32),
          Map.entry("DoubleStorage", TensorType.F64),
          // Of raw bytes; the type of its values is told beside it.
          Map.entry("UntypedStorage", TensorType.U8));

  /** Bytes that a value takes in a storage of values that are not supported, to get past it. */
  private static final Map<String, Integer> OTHERS =
      Map.of(
          "ComplexFloatStorage", 8,
          "ComplexDoubleStorage", 16,
          "QInt8Storage", 1,
          "QUInt8Storage", 1,
          "QInt32Storage", 4,
          "QUInt4x2Storage", 1,
          "QUInt2x4Storage", 1);

  private static final Map<String, TensorType> BY_NAME =
      Map.of(
          "uint16", TensorType.U16,
          "uint32", TensorType.U32,
          "uint64", TensorType.U64,
          "float8_e5m2", TensorType.F8_E5M2,
          "float8_e4m3fn", TensorType.F8_E4M3);

  private StorageType() {}

  static Optional<TensorType> ofStorage(String name) {
    return Optional.ofNullable(BY_STORAGE.get(name));
  }

  /** Bytes that a value of such a storage takes, supported or not. */
  static Optional<Integer> bytes(String name) {
    return ofStorage(name).map(TensorType::bytes).or(() -> Optional.ofNullable(OTHERS.get(name)));
  }

  static Optional<TensorType> ofValues(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
