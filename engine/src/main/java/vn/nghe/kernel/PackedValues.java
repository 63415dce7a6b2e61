// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

/** How the values of a packed matrix are kept in memory. */
sealed interface PackedValues {
  /** Zeros in single precision. */
  static PackedValues floats(int size) {
    return new Floats(new float[size]);
  }

  /** Single precision in somebody's buffer. */
  static PackedValues of(float[] buffer) {
    return new Floats(buffer);
  }

  /** Zeros in half precision. */
  static PackedValues halves(int size) {
    return new Halves(new short[size]);
  }

  /** Sets the values at {@code first}, {@code first + step}, …, to {@code count} from a source. */
  void put(int first, int step, float[] source, int at, int count);

  /** The array in which values {@code first} to {@code first + count} can be read, or a copy. */
  float[] open(int first, int count, float[] scratch);

  /** Where value {@code first} lies in the array that {@link #open} gave. */
  int openedAt(int first);

  /** As the kernel reads them. */
  @SuppressWarnings("ArrayRecordComponent") // A view, never compared.
  record Floats(float[] values) implements PackedValues {
    @Override
    public void put(int first, int step, float[] source, int at, int count) {
      for (int i = 0, index = first; i < count; i++, index += step) {
        values[index] = source[at + i];
      }
    }

    @Override
    public float[] open(int first, int count, float[] scratch) {
      return values;
    }

    @Override
    public int openedAt(int first) {
      return first;
    }
  }

  /** Half the memory; C2 turns the widening loop into vector conversions. */
  @SuppressWarnings("ArrayRecordComponent") // A view, never compared.
  record Halves(short[] values) implements PackedValues {
    @Override
    public void put(int first, int step, float[] source, int at, int count) {
      for (int i = 0, index = first; i < count; i++, index += step) {
        values[index] = Float.floatToFloat16(source[at + i]);
      }
    }

    @Override
    public float[] open(int first, int count, float[] scratch) {
      for (int i = 0; i < count; i++) {
        scratch[i] = Float.float16ToFloat(values[first + i]);
      }
      return scratch;
    }

    @Override
    public int openedAt(int first) {
      return 0;
    }
  }
}
