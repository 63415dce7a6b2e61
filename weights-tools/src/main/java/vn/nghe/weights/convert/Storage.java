// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import java.util.Locale;
import vn.nghe.model.TensorType;

/** How weights are stored. */
public enum Storage {
  F32(TensorType.F32, "float32"),
  F16(TensorType.F16, "float16"),
  BF16(TensorType.BF16, "bfloat16"),
  /** The weights of products in 8 bits with a scale for each output, all else as it is. */
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

  /** What {@code torch_dtype} calls it. */
  String configName() {
    return configName;
  }

  /** The name as it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
