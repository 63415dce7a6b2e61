// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.tensors;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import vn.nghe.model.Tensor;
import vn.nghe.model.TensorType;

/** A tensor that can be written: what it is, and its values when they are asked for. */
public interface TensorSource {
  /** Its name in the file. */
  String name();

  /** How its values are stored. */
  TensorType type();

  /** Its dimensions, outermost first; empty for a single value. The caller may keep the array. */
  long[] shape();

  /**
   * Writes all values, little-endian and row by row; {@code out} takes each buffer whole.
   *
   * @throws IOException if they cannot be read, or {@code out} does not take them
   */
  void writeTo(WritableByteChannel out) throws IOException;

  /**
   * A tensor of an open file under a new name.
   *
   * @param tensor its file must be open when the values are asked for
   */
  static TensorSource of(String name, Tensor tensor) {
    return new MappedTensor(name, tensor);
  }
}
