// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import vn.nghe.weights.checkpoint.TorchTensor.StorageId;
import vn.nghe.weights.checkpoint.TorchTensor.Unreadable;
import vn.nghe.weights.pickle.PickleException;
import vn.nghe.weights.pickle.Pickled;
import vn.nghe.weights.pickle.Pickled.Items;
import vn.nghe.weights.pickle.Pickled.Persistent;
import vn.nghe.weights.pickle.Pickled.Text;
import vn.nghe.weights.pickle.Pickled.Whole;
import vn.nghe.weights.pickle.Unpickler;
import vn.nghe.weights.pickle.Unpickler.Part;
import vn.nghe.weights.tensors.TensorSource;

/**
 * What {@code torch.save} wrote before PyTorch 1.6 and still writes when asked to: five pickles in
 * a row (a magic number, the version, the machine, the content, the keys of the storages), then for
 * each key the number of its values and the values. Both are little-endian whatever the machine
 * was, which PyTorch's own writer sees to; its note of the machine's order is not read there
 * either.
 *
 * @see <a
 *     href="https://github.com/pytorch/pytorch/blob/main/torch/serialization.py">_legacy_load</a>
 */
final class LegacyTorchFile implements TensorFile {
  private static final long VERSION = 1001;

  private final ArchiveBytes bytes;
  private final Arena arena;
  private final Map<String, Pickled> tensors;
  private final Map<String, MemorySegment> storages;

  private LegacyTorchFile(
      ArchiveBytes bytes,
      Arena arena,
      Map<String, Pickled> tensors,
      Map<String, MemorySegment> storages) {
    this.bytes = bytes;
    this.arena = arena;
    this.tensors = tensors;
    this.storages = storages;
  }

  @SuppressWarnings("MustBeClosedChecker") // The result owns the arena and closes it.
  static LegacyTorchFile open(Path file) {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file)) {
      MemorySegment content = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      return new Reader(new ArchiveBytes(file, content)).read(arena);
    } catch (IOException e) {
      arena.close();
      throw new CheckpointException(file, "cannot be read: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** Goes through the file once, from its beginning. */
  private static final class Reader {
    private final ArchiveBytes bytes;
    private long at;

    Reader(ArchiveBytes bytes) {
      this.bytes = bytes;
    }

    LegacyTorchFile read(Arena arena) {
      pickle("the magic number");
      if (!(pickle("the version").value() instanceof Whole version) || version.value() != VERSION) {
        throw bytes.wrong(at, "not the version " + VERSION + " of torch.save's old format");
      }
      pickle("the machine");
      long start = at;
      Part content = pickle("the content");
      Map<String, Pickled> tensors = StateDictionary.tensors(content.value(), bytes.file(), start);
      if (!(pickle("the keys").value() instanceof Items keys)) {
        throw bytes.wrong(at, "no list of storages follows the content");
      }
      return new LegacyTorchFile(bytes, arena, tensors, storages(keys, widths(content)));
    }

    private Part pickle(String name) {
      try {
        Part part = Unpickler.readFirst(bytes.slice(at, bytes.size() - at));
        at += part.length();
        return part;
      } catch (PickleException e) {
        throw new CheckpointException(
            bytes.file(),
            "byte %d: in the pickle of %s: %s; the file is damaged or forged, get it anew"
                .formatted(at + e.position(), name, e.getMessage()),
            e);
      }
    }

    /** Bytes that a value takes in each storage, those of no tensor of the model included. */
    private Map<String, Integer> widths(Part content) {
      Map<String, Integer> widths = new HashMap<>();
      for (Persistent left : content.persistent()) {
        try {
          StorageId id = StorageId.of(left);
          int width =
              StorageType.bytes(id.type())
                  .orElseThrow(
                      () -> new Unreadable("is of the type " + id.type() + ", which is unknown"));
          Integer other = widths.put(id.key(), width);
          if (other != null && other != width) {
            throw new Unreadable("has values of " + other + " and of " + width + " bytes");
          }
        } catch (Unreadable e) {
          throw new CheckpointException(bytes.file(), "a storage " + e.getMessage(), e);
        }
      }
      return widths;
    }

    private Map<String, MemorySegment> storages(Items keys, Map<String, Integer> widths) {
      Map<String, MemorySegment> storages = new HashMap<>();
      for (Pickled key : keys.values()) {
        if (!(key instanceof Text text) || !widths.containsKey(text.value())) {
          throw bytes.wrong(at, "a storage is listed that nothing describes");
        }
        int width = widths.get(text.value());
        long values = bytes.int64(at);
        at += Long.BYTES;
        if (values < 0 || values > (bytes.size() - at) / width) {
          throw bytes.wrong(
              at - Long.BYTES,
              "storage %s is said to hold %d values of %d bytes, %d bytes are left; the file is cut"
                      .formatted(text.value(), values, width, bytes.size() - at)
                  + " short");
        }
        if (storages.put(text.value(), bytes.slice(at, values * width)) != null) {
          throw bytes.wrong(at, "storage " + text.value() + " is listed twice");
        }
        at += values * width;
      }
      return storages;
    }
  }

  @Override
  public Path file() {
    return bytes.file();
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  @Override
  public TensorSource tensor(String name, String as) {
    try {
      TorchTensor tensor = TorchTensor.read(tensors.get(name));
      MemorySegment storage = storages.get(tensor.key());
      if (storage == null) {
        throw new Unreadable("lies in storage " + tensor.key() + ", which the file does not hold");
      }
      tensor.requireStorage(storage.byteSize());
      return tensor.over(storage, ByteOrder.LITTLE_ENDIAN, as);
    } catch (Unreadable e) {
      throw new CheckpointException(file(), "tensor " + name + " " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
