// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/**
 * One tensor of a file; the values stay where the file is mapped.
 *
 * @param name its name in the file
 * @param type how its values are stored
 * @param shape its dimensions, outermost first; empty for a single value
 * @param data its values, little-endian and row by row; valid while the file is open
 */
public record Tensor(String name, TensorType type, List<Long> shape, MemorySegment data) {
  public Tensor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(data, "data");
    shape = List.copyOf(shape);
  }

  /** Number of values. */
  public long size() {
    return data.byteSize() * Byte.SIZE / type.bits();
  }

  /**
   * Copies values out, widened to 32 bits, which is exact for every readable type and for I8.
   *
   * @param from index of the first value
   * @param target receives {@code count} values from index {@code at}
   * @throws IllegalStateException if the type is another
   */
  public void floats(long from, float[] target, int at, int count) {
    MemorySegment source = data.asSlice(from * type.bytes(), (long) count * type.bytes());
    switch (type) {
      case F32 ->
          MemorySegment.copy(
              source,
              JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN),
              0,
              target,
              at,
              count);
      case F16 -> {
        short[] halves = shorts(source, count);
        for (int i = 0; i < count; i++) {
          target[at + i] = Float.float16ToFloat(halves[i]);
        }
      }
      case BF16 -> {
        short[] halves = shorts(source, count);
        for (int i = 0; i < count; i++) {
          target[at + i] = Float.intBitsToFloat(halves[i] << 16);
        }
      }
      case I8 -> {
        for (int i = 0; i < count; i++) {
          target[at + i] = source.get(JAVA_BYTE, i);
        }
      }
      default -> throw new IllegalStateException(name + " holds " + type + " values");
    }
  }

  private static short[] shorts(MemorySegment source, int count) {
    short[] shorts = new short[count];
    MemorySegment.copy(
        source, JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0, shorts, 0, count);
    return shorts;
  }
}
