// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import vn.nghe.api.ModelException;
import vn.nghe.model.TensorType;
import vn.nghe.weights.tensors.TensorSource;

/**
 * Values rounded to a floating-point type: to nearest, ties to even.
 *
 * @param file the file of the values, for messages
 * @param type F32, F16 or BF16
 */
record RoundedTensor(Path file, Values values, TensorType type) implements TensorSource {
  /** Values in one block. */
  private static final int RUN = 1 << 16;

  @Override
  public String name() {
    return values.name();
  }

  @Override
  public long[] shape() {
    return values.shape().stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * @throws ModelException if a value is not finite or out of the range of the type
   */
  @Override
  public void writeTo(WritableByteChannel out) throws IOException {
    long size = values.size();
    float[] run = new float[(int) Math.min(RUN, size)];
    ByteBuffer bytes =
        ByteBuffer.allocate(run.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (long from = 0; from < size; from += RUN) {
      int count = (int) Math.min(RUN, size - from);
      values.floats(from, run, count);
      bytes.clear();
      for (int i = 0; i < count; i++) {
        put(run[i], from + i, bytes);
      }
      out.write(bytes.flip());
    }
  }

  private void put(float value, long index, ByteBuffer bytes) {
    if (!Float.isFinite(value)) {
      throw refused(value, index, "is not finite");
    }
    switch (type) {
      case F32 -> bytes.putFloat(value);
      case F16 -> {
        short half = Float.floatToFloat16(value);
        requireFinite(Float.float16ToFloat(half), value, index);
        bytes.putShort(half);
      }
      case BF16 -> {
        short half = toBfloat16(value);
        requireFinite(Float.intBitsToFloat(half << 16), value, index);
        bytes.putShort(half);
      }
      default -> throw new IllegalStateException("values are not rounded to " + type);
    }
  }

  /**
   * The upper 16 bits, rounded to nearest, ties to even. A carry into the exponent gives the right
   * value.
   */
  static short toBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int roundUp = 0x7FFF + ((bits >>> 16) & 1);
    return (short) ((bits + roundUp) >>> 16);
  }

  private void requireFinite(float rounded, float value, long index) {
    if (!Float.isFinite(rounded)) {
      throw refused(value, index, "is out of the range of " + type);
    }
  }

  private ModelException refused(float value, long index, String why) {
    return new ModelException(
        file, "tensor " + name() + ": value number " + index + ", " + value + ", " + why);
  }
}
