// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import java.util.Locale;
import vn.nghe.model.TensorType;

/** The storage types of weights. */
public enum Storage {
  F32(TensorType.F32, "float32"),
  F16(TensorType.F16, "float16"),
  BF16(TensorType.BF16, "bfloat16"),
  /** The weights of matrix products in 8 bits with a scale for each output; all else unchanged. */
  INT8(TensorType.I8, "int8");

  private final TensorType type;
  private final String configName;

  Storage(TensorType type, String configName) {
    this.type = type;
    this.configName = configName;
  }

  TensorType type() {
    return type;
  }

  /** The name in {@code torch_dtype}. */
  String configName() {
    return configName;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
