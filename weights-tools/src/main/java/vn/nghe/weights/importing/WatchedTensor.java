// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import vn.nghe.model.TensorType;
import vn.nghe.weights.tensors.TensorSource;

/** A tensor that calls back when it is written. */
record WatchedTensor(TensorSource tensor, Runnable written) implements TensorSource {
  static TensorSource of(TensorSource tensor, Runnable written) {
    return new WatchedTensor(tensor, written);
  }

  @Override
  public String name() {
    return tensor.name();
  }

  @Override
  public TensorType type() {
    return tensor.type();
  }

  @Override
  public long[] shape() {
    return tensor.shape();
  }

  @Override
  public void writeTo(WritableByteChannel out) throws IOException {
    tensor.writeTo(out);
    written.run();
  }
}
