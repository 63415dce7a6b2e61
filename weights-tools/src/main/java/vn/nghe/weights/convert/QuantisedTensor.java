// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import vn.nghe.api.ModelException;
import vn.nghe.model.TensorType;
import vn.nghe.weights.tensors.TensorSource;

/**
 * A weight quantised to integers from -127 to 127. Each row, which gives one output, has its own
 * scale: its largest magnitude divided by 127.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record QuantisedTensor(Values values, float[] steps) implements TensorSource {
  private static final int MOST = 127;

  /** The tensor of integers and, as {@code name.scale}, that of the scales. */
  static List<TensorSource> of(Path file, Values values) {
    int rows = values.shape().getFirst().intValue();
    float[] row = new float[(int) (values.size() / rows)];
    float[] steps = new float[rows];
    for (int i = 0; i < rows; i++) {
      values.floats((long) i * row.length, row, row.length);
      float largest = 0;
      for (float value : row) {
        if (!Float.isFinite(value)) {
          throw new ModelException(
              file, "tensor " + values.name() + ": " + value + " in row " + i + " is not finite");
        }
        largest = Math.max(largest, Math.abs(value));
      }
      // For a row of zeros any scale but zero is right.
      steps[i] = largest == 0 ? 1 : largest / MOST;
    }
    return List.of(
        new QuantisedTensor(values, steps),
        new RoundedTensor(file, new Steps(values.name() + ".scale", steps), TensorType.F32));
  }

  @Override
  public String name() {
    return values.name();
  }

  @Override
  public TensorType type() {
    return TensorType.I8;
  }

  @Override
  public long[] shape() {
    return values.shape().stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public void writeTo(WritableByteChannel out) throws IOException {
    float[] row = new float[(int) (values.size() / steps.length)];
    ByteBuffer bytes = ByteBuffer.allocate(row.length);
    for (int i = 0; i < steps.length; i++) {
      values.floats((long) i * row.length, row, row.length);
      bytes.clear();
      for (float value : row) {
        bytes.put((byte) Math.clamp((long) Math.rint(value / steps[i]), -MOST, MOST));
      }
      out.write(bytes.flip());
    }
  }

  /** The scales as values of a tensor. */
  private record Steps(String name, float[] steps) implements Values {
    @Override
    public List<Long> shape() {
      return List.of((long) steps.length);
    }

    @Override
    public void floats(long from, float[] target, int count) {
      System.arraycopy(steps, (int) from, target, 0, count);
    }
  }
}
