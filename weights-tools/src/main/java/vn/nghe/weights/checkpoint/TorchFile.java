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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import vn.nghe.weights.pickle.PickleException;
import vn.nghe.weights.pickle.Pickled;
import vn.nghe.weights.pickle.Unpickler;
import vn.nghe.weights.tensors.TensorSource;

/**
 * What {@code torch.save} writes since PyTorch 1.6: a zip archive with a pickle, {@code data.pkl},
 * that describes everything, and an entry {@code data/KEY} for each storage.
 */
final class TorchFile implements TensorFile {
  private static final String PICKLE = "data.pkl";

  /** Bytes checked at once; less than a buffer can hold. */
  private static final long SLICE = 1L << 24;

  private final ArchiveBytes bytes;
  private final Arena arena;
  private final Map<String, ZipEntry> entries;
  private final String root;
  private final Map<String, Pickled> tensors;
  private final ByteOrder order;
  private final Set<String> checked = new HashSet<>();

  private TorchFile(
      ArchiveBytes bytes,
      Arena arena,
      Map<String, ZipEntry> entries,
      String root,
      Map<String, Pickled> tensors,
      ByteOrder order) {
    this.bytes = bytes;
    this.arena = arena;
    this.entries = entries;
    this.root = root;
    this.tensors = tensors;
    this.order = order;
  }

  @SuppressWarnings("MustBeClosedChecker") // The result owns the arena and closes it.
  static TorchFile open(Path file) {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file)) {
      MemorySegment content = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      return read(new ArchiveBytes(file, content), arena);
    } catch (IOException e) {
      arena.close();
      throw new CheckpointException(file, "cannot be read: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static TorchFile read(ArchiveBytes bytes, Arena arena) {
    Map<String, ZipEntry> entries = ZipDirectory.read(bytes);
    String root = root(bytes, entries.keySet());
    ByteOrder order = order(bytes, entries.get(root + "byteorder"));
    ZipEntry pickle = entries.get(root + PICKLE);
    requireIntact(bytes, pickle);
    try {
      Pickled content = Unpickler.read(bytes.slice(pickle.start(), pickle.size()));
      Map<String, Pickled> tensors = StateDictionary.tensors(content, bytes.file(), pickle.start());
      return new TorchFile(bytes, arena, entries, root, tensors, order);
    } catch (PickleException e) {
      throw new CheckpointException(
          bytes.file(),
          "byte %d: %s, in %s: %s; the file is damaged or forged, get it anew"
              .formatted(pickle.start() + e.position(), pickle.name(), PICKLE, e.getMessage()),
          e);
    }
  }

  /** The folder that everything lies in, with a slash at its end. */
  private static String root(ArchiveBytes bytes, Set<String> names) {
    String found = "";
    for (String name : names) {
      if (name.endsWith("/" + PICKLE) && name.indexOf('/') == name.lastIndexOf('/')) {
        if (!found.isEmpty()) {
          throw bytes.wrong(0, "two pickles in one archive, " + found + PICKLE + " and " + name);
        }
        found = name.substring(0, name.length() - PICKLE.length());
      }
    }
    if (found.isEmpty()) {
      throw bytes.wrong(0, "a zip archive, but not of torch.save: it holds no " + PICKLE);
    }
    return found;
  }

  /** The order of the machine that wrote the values; named since PyTorch 2.1. */
  private static ByteOrder order(ArchiveBytes bytes, ZipEntry named) {
    if (named == null) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    return switch (bytes.text(named.start(), named.size()).strip()) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw bytes.wrong(named.start(), "the byte order is neither little nor big");
    };
  }

  private static void requireIntact(ArchiveBytes bytes, ZipEntry entry) {
    // PyTorch writes 0 where it has been told not to compute any.
    if (entry.crc() == 0) {
      return;
    }
    CRC32 crc = new CRC32();
    MemorySegment content = bytes.slice(entry.start(), entry.size());
    for (long at = 0; at < entry.size(); at += SLICE) {
      crc.update(content.asSlice(at, Math.min(SLICE, entry.size() - at)).asByteBuffer());
    }
    if ((int) crc.getValue() != entry.crc()) {
      throw bytes.wrong(
          entry.start(), entry.name() + " is damaged: its checksum is wrong; get the file anew");
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
      return tensor.over(storage(tensor), order, as);
    } catch (TorchTensor.Unreadable e) {
      throw new CheckpointException(file(), "tensor " + name + " " + e.getMessage(), e);
    }
  }

  private MemorySegment storage(TorchTensor tensor) throws TorchTensor.Unreadable {
    ZipEntry entry = entries.get(root + "data/" + tensor.key());
    if (entry == null) {
      throw new TorchTensor.Unreadable(
          "lies in storage " + tensor.key() + ", which the archive does not hold");
    }
    tensor.requireStorage(entry.size());
    if (checked.add(tensor.key())) {
      requireIntact(bytes, entry);
    }
    return bytes.slice(entry.start(), entry.size());
  }

  @Override
  public void close() {
    arena.close();
  }
}
