// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.tensors;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import vn.nghe.model.Tensor;
import vn.nghe.model.TensorType;

/** A tensor that can be written. Its values are read only when they are written. */
public interface TensorSource {
  /** The name in the file. */
  String name();

  /** The storage type of the values. */
  TensorType type();

  /** The dimensions, outermost first; empty for a scalar. The caller may keep the array. */
  long[] shape();

  /**
   * Writes all values, little-endian and row by row; {@code out} must write each buffer completely.
   *
   * @throws IOException if the values cannot be read or written
   */
  void writeTo(WritableByteChannel out) throws IOException;

  /**
   * A tensor of an open file under a new name.
   *
   * @param tensor its file must be open when the values are written
   */
  static TensorSource of(String name, Tensor tensor) {
    return new MappedTensor(name, tensor);
  }
}
