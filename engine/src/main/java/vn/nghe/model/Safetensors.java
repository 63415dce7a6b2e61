// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.nghe.api.ModelException;

/**
 * A safetensors file, mapped and not copied: 8 bytes with the length of the header, the header in
 * JSON, the values. What the reference implementation refuses is refused when the file is opened,
 * and so is what the format forbids beyond that: names given twice. What it accepts is accepted,
 * but for forms of the header that no library writes (lists in place of objects, dimensions above
 * 2^63 - 1).
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class Safetensors implements AutoCloseable {
  private static final String POINTER = "version https://git-lfs.github.com/spec/";

  private static final int LENGTH_BYTES = 8;

  /** The limit that the reference implementation sets. */
  private static final long LONGEST_HEADER = 100_000_000;

  private static final String METADATA = "__metadata__";

  private final Path file;
  private final Arena arena;
  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;

  private Safetensors(
      Path file, Arena arena, Map<String, Tensor> tensors, Map<String, String> metadata) {
    this.file = file;
    this.arena = arena;
    this.tensors = Collections.unmodifiableMap(tensors);
    this.metadata = Collections.unmodifiableMap(metadata);
  }

  /**
   * Maps a file and checks its header.
   *
   * @throws ModelException if it cannot be read or breaks the format; the message says where
   */
  @SuppressWarnings("MustBeClosedChecker") // The result owns the arena and closes it.
  public static Safetensors open(Path file) {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment content = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      return parse(file, arena, content);
    } catch (IOException e) {
      arena.close();
      throw new ModelException(file, "cannot be read: " + e.getMessage(), e);
    } catch (ModelException e) {
      arena.close();
      throw e;
    }
  }

  /** The tensors in the order of their values. */
  public Collection<Tensor> tensors() {
    return tensors.values();
  }

  /** The tensor of that name. */
  public Optional<Tensor> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /** What the writer noted beside the tensors. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The file that was opened. */
  public Path file() {
    return file;
  }

  /** Unmaps the file; its tensors can no longer be read. */
  @Override
  public void close() {
    arena.close();
  }

  /** Git LFS leaves a short text in the place of a large file that was not downloaded. */
  private static boolean isPointer(MemorySegment content) {
    byte[] mark = POINTER.getBytes(US_ASCII);
    return content.byteSize() >= mark.length
        && content.asSlice(0, mark.length).mismatch(MemorySegment.ofArray(mark)) < 0;
  }

  private static Safetensors parse(Path file, Arena arena, MemorySegment content) {
    if (content.byteSize() < LENGTH_BYTES) {
      throw new ModelException(
          file, "not a safetensors file: " + content.byteSize() + " bytes, at least 8 expected");
    }
    if (isPointer(content)) {
      throw new ModelException(
          file, "a pointer of Git LFS instead of the weights; run `git lfs pull` in the folder");
    }
    long header = content.get(JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
    if (header < 2 || header > LONGEST_HEADER || header > content.byteSize() - LENGTH_BYTES) {
      throw new ModelException(
          file,
          "not a safetensors file, or cut short: the first 8 bytes announce a header of "
              + Long.toUnsignedString(header)
              + " bytes in a file of "
              + content.byteSize());
    }
    byte[] json = content.asSlice(LENGTH_BYTES, header).toArray(JAVA_BYTE);
    MemorySegment values = content.asSlice(LENGTH_BYTES + header);
    Map<String, Object> entries = Json.header(file, json);
    Map<String, String> metadata = metadata(file, entries.remove(METADATA));
    List<Entry> sorted = new ArrayList<>();
    entries.forEach((name, entry) -> sorted.add(Entry.parse(file, name, entry)));
    sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long end = 0;
    for (Entry entry : sorted) {
      if (entry.begin() != end) {
        throw new ModelException(
            file,
            "tensor "
                + entry.name()
                + " begins at "
                + entry.begin()
                + ", expected "
                + end
                + ": tensors may neither overlap nor leave gaps");
      }
      end = entry.end();
      if (end > values.byteSize()) {
        throw new ModelException(
            file,
            "tensor "
                + entry.name()
                + " ends at "
                + end
                + ", but only "
                + values.byteSize()
                + " bytes of values are there: the file is cut short");
      }
      tensors.put(entry.name(), entry.tensor(values));
    }
    if (end != values.byteSize()) {
      throw new ModelException(
          file, (values.byteSize() - end) + " bytes after the last tensor belong to none");
    }
    return new Safetensors(file, arena, tensors, metadata);
  }

  private static Map<String, String> metadata(Path file, Object value) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (value == null || Json.NULL.equals(value)) {
      return metadata;
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new ModelException(file, METADATA + " is not an object");
    }
    map.forEach(
        (name, text) -> {
          if (!(text instanceof String string)) {
            throw new ModelException(file, METADATA + "." + name + " is not a string");
          }
          metadata.put((String) name, string);
        });
    return metadata;
  }

  /** One line of the header, its own numbers checked against each other. */
  private record Entry(String name, TensorType type, List<Long> shape, long begin, long end) {
    static Entry parse(Path file, String name, Object value) {
      if (!(value instanceof Map<?, ?> map)
          || !(map.get("dtype") instanceof String dtype)
          || !(map.get("shape") instanceof List<?> shape)
          || !(map.get("data_offsets") instanceof List<?> offsets)) {
        throw new ModelException(
            file, "tensor " + name + " must have dtype, shape and data_offsets");
      }
      TensorType type = type(file, name, dtype);
      List<Long> dimensions = naturals(file, name, "shape", shape);
      List<Long> range = naturals(file, name, "data_offsets", offsets);
      if (range.size() != 2 || range.get(0) > range.get(1)) {
        throw new ModelException(
            file, "tensor " + name + ": data_offsets " + range + " is not [begin, end]");
      }
      Entry entry = new Entry(name, type, dimensions, range.get(0), range.get(1));
      entry.requireMatchingSize(file);
      return entry;
    }

    Tensor tensor(MemorySegment values) {
      return new Tensor(name, type, shape, values.asSlice(begin, end - begin));
    }

    private void requireMatchingSize(Path file) {
      long bits = 1;
      for (long dimension : shape) {
        bits = product(file, bits, dimension);
      }
      bits = product(file, bits, type.bits());
      if (bits % Byte.SIZE != 0) {
        throw new ModelException(
            file, "tensor " + name + ": " + type + " " + shape + " ends within a byte");
      }
      long bytes = Long.divideUnsigned(bits, Byte.SIZE);
      if (bytes != end - begin) {
        throw new ModelException(
            file,
            "tensor "
                + name
                + ": "
                + type
                + " "
                + shape
                + " takes "
                + bytes
                + " bytes, data_offsets give it "
                + (end - begin));
      }
    }

    /** Unsigned, as the reference implementation counts: a zero behind large numbers is allowed. */
    private long product(Path file, long left, long right) {
      if (Math.unsignedMultiplyHigh(left, right) != 0) {
        throw new ModelException(file, "tensor " + name + ": shape " + shape + " overflows");
      }
      return left * right;
    }

    private static TensorType type(Path file, String name, String dtype) {
      try {
        return TensorType.valueOf(dtype);
      } catch (IllegalArgumentException e) {
        throw new ModelException(file, "tensor " + name + ": unknown dtype " + dtype, e);
      }
    }

    private static List<Long> naturals(Path file, String name, String field, List<?> values) {
      List<Long> naturals = new ArrayList<>();
      for (Object value : values) {
        if (!(value instanceof Long number) || number < 0) {
          throw new ModelException(
              file,
              "tensor " + name + ": " + field + " " + values + " must be whole, not negative");
        }
        naturals.add(number);
      }
      return naturals;
    }
  }
}
