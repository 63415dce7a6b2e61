// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.tensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes safetensors: 8 bytes with the length of the header, the header in JSON, the values.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class SafetensorsWriter {
  /** The alignment of the values, as in the reference implementation. */
  private static final int ALIGNMENT = 8;

  private static final JsonFactory JSON = new JsonFactory();

  private SafetensorsWriter() {}

  /**
   * Writes a file, or replaces one. Values are written in the given order but widest type first, so
   * that each is aligned to its size.
   *
   * @param metadata the header's {@code __metadata__}; may be empty
   * @throws IllegalArgumentException if two tensors have the same name, one is named {@code
   *     __metadata__}, a shape is invalid, or a source writes more or fewer bytes than its shape
   *     has
   * @throws IOException if the file cannot be written, or a source cannot be read
   */
  public static void write(Path file, List<TensorSource> tensors, Map<String, String> metadata)
      throws IOException {
    List<TensorSource> sorted =
        tensors.stream()
            .sorted(Comparator.comparingInt((TensorSource t) -> t.type().bytes()).reversed())
            .toList();
    byte[] header = header(sorted, metadata);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      writeFully(channel, length.putLong(header.length).flip());
      writeFully(channel, ByteBuffer.wrap(header));
      for (TensorSource tensor : sorted) {
        var counting = new CountingChannel(channel);
        tensor.writeTo(counting);
        if (counting.count != bytes(tensor)) {
          throw new IllegalArgumentException(
              describe(tensor) + " wrote " + counting.count + " bytes, not " + bytes(tensor));
        }
      }
    }
  }

  private static byte[] header(List<TensorSource> tensors, Map<String, String> metadata)
      throws IOException {
    var header = new ByteArrayOutputStream();
    Set<String> names = new HashSet<>(Set.of("__metadata__"));
    try (JsonGenerator json = JSON.createGenerator(header)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart("__metadata__");
        for (var note : metadata.entrySet()) {
          json.writeStringField(note.getKey(), note.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      for (TensorSource tensor : tensors) {
        if (!names.add(tensor.name())) {
          throw new IllegalArgumentException("the name " + tensor.name() + " is already used");
        }
        long end = Math.addExact(begin, bytes(tensor));
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.type().name());
        json.writeFieldName("shape");
        json.writeArray(tensor.shape(), 0, tensor.shape().length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
        begin = end;
      }
      json.writeEndObject();
    }
    while (header.size() % ALIGNMENT != 0) {
      header.write(' ');
    }
    return header.toByteArray();
  }

  private static long bytes(TensorSource tensor) {
    long values = 1;
    for (long dimension : tensor.shape()) {
      if (dimension < 0) {
        throw new IllegalArgumentException(describe(tensor) + " has a negative dimension");
      }
      values = Math.multiplyExact(values, dimension);
    }
    return Math.multiplyExact(values, tensor.type().bits()) / Byte.SIZE;
  }

  private static String describe(TensorSource tensor) {
    return "tensor " + tensor.name() + " " + Arrays.toString(tensor.shape());
  }

  private static void writeFully(WritableByteChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /** Writes each buffer completely, which a source may rely on, and counts the bytes. */
  private static final class CountingChannel implements WritableByteChannel {
    private final FileChannel file;
    private long count;

    CountingChannel(FileChannel file) {
      this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int size = bytes.remaining();
      writeFully(file, bytes);
      count += size;
      return size;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    /** The writer closes the file. */
    @Override
    public void close() {}
  }
}
