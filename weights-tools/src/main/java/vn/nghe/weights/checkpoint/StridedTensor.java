// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import vn.nghe.model.TensorType;
import vn.nghe.weights.tensors.TensorSource;

/**
 * A view of a storage: values that need not lie next to each other, such as those of a transpose.
 */
final class StridedTensor implements TensorSource {
  /** Bytes handed on at once. */
  private static final int BLOCK = 1 << 20;

  private final String name;
  private final TensorType type;
  private final long[] shape;
  private final long[] strides;
  private final MemorySegment storage;
  private final boolean swapped;
  private final long offset;

  /**
   * @param strides values from one index to the next of each dimension; as many as {@code shape}
   * @param storage holds every value of the view, which the caller has made sure of
   * @param offset where the first value lies, in values
   */
  StridedTensor(
      String name, TensorType type, long[] shape, long[] strides, Storage storage, long offset) {
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.strides = strides;
    this.storage = storage.bytes();
    this.swapped = !storage.isLittleEndian() && type.bytes() > 1;
    this.offset = offset;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TensorType type() {
    return type;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public void writeTo(WritableByteChannel out) throws IOException {
    int inner = contiguousFrom();
    long run = type.bytes();
    for (int i = inner; i < shape.length; i++) {
      run *= shape[i];
    }
    long runs = 1;
    for (int i = 0; i < inner; i++) {
      runs *= shape[i];
    }
    if (run == 0 || runs == 0) {
      return;
    }
    if (run >= BLOCK && !swapped) {
      for (long i = 0; i < runs; i++) {
        writeRun(out, start(i, inner), run);
      }
      return;
    }
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    for (long i = 0; i < runs; i++) {
      copyRun(out, block, start(i, inner), run);
    }
    writeBlock(out, block);
  }

  /** Puts a run into the block, which is written whenever it is full. */
  private void copyRun(WritableByteChannel out, ByteBuffer block, long start, long length)
      throws IOException {
    MemorySegment target = MemorySegment.ofBuffer(block.duplicate().clear());
    long at = 0;
    while (at < length) {
      if (!block.hasRemaining()) {
        writeBlock(out, block);
      }
      int part = (int) Math.min(block.remaining(), length - at);
      MemorySegment.copy(storage, start + at, target, block.position(), part);
      block.position(block.position() + part);
      at += part;
    }
  }

  private void writeBlock(WritableByteChannel out, ByteBuffer block) throws IOException {
    block.flip();
    if (swapped) {
      swap(block);
    }
    out.write(block);
    block.clear();
  }

  /**
   * Turns each value round; a block holds whole values, as its size is a multiple of all widths.
   */
  private void swap(ByteBuffer block) {
    for (int at = 0; at < block.limit(); at += type.bytes()) {
      switch (type.bytes()) {
        case Short.BYTES -> block.putShort(at, Short.reverseBytes(block.getShort(at)));
        case Integer.BYTES -> block.putInt(at, Integer.reverseBytes(block.getInt(at)));
        case Long.BYTES -> block.putLong(at, Long.reverseBytes(block.getLong(at)));
        default -> throw new IllegalStateException(name + " holds " + type + " values");
      }
    }
  }

  private void writeRun(WritableByteChannel out, long start, long length) throws IOException {
    for (long at = 0; at < length; at += BLOCK) {
      out.write(storage.asSlice(start + at, Math.min(BLOCK, length - at)).asByteBuffer());
    }
  }

  /** The outermost dimension from which on values lie next to each other, row by row. */
  private int contiguousFrom() {
    long expected = 1;
    int dimension = shape.length;
    while (dimension > 0 && (shape[dimension - 1] == 1 || strides[dimension - 1] == expected)) {
      dimension--;
      expected *= shape[dimension];
    }
    return dimension;
  }

  /** Byte of the storage where a run begins, by its number among those of the outer dimensions. */
  private long start(long run, int outer) {
    long value = offset;
    long rest = run;
    for (int i = outer - 1; i >= 0; i--) {
      value += rest % shape[i] * strides[i];
      rest /= shape[i];
    }
    return value * type.bytes();
  }
}
