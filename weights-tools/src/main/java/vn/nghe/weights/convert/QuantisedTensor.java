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
 * A weight as integers from -127 to 127, each a number of steps. A row, which is what makes one
 * output, has a step of its own: a 127th of its largest magnitude.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record QuantisedTensor(Values values, float[] steps) implements TensorSource {
  private static final int MOST = 127;

  /** The integers and, as {@code name.scale}, the steps. */
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
      // A row of zeros has no magnitude; any step that is not zero does for it.
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

  /** The steps as values of a tensor. */
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
