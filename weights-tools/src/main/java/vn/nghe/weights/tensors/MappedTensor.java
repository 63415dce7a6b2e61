// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.tensors;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.WritableByteChannel;
import vn.nghe.model.Tensor;
import vn.nghe.model.TensorType;

/** A tensor of a memory-mapped file, written unchanged. */
record MappedTensor(String name, Tensor tensor) implements TensorSource {
  /** Bytes in one write. A buffer is below 2 GiB; a tensor may be larger. */
  private static final long SLICE = 1L << 24;

  @Override
  public TensorType type() {
    return tensor.type();
  }

  @Override
  public long[] shape() {
    return tensor.shape().stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public void writeTo(WritableByteChannel out) throws IOException {
    MemorySegment data = tensor.data();
    for (long at = 0; at < data.byteSize(); at += SLICE) {
      out.write(data.asSlice(at, Math.min(SLICE, data.byteSize() - at)).asByteBuffer());
    }
  }
}
