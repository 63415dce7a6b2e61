// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Writes zip archives that no honest library would: any field of any entry may be a lie. */
final class Archive {
  /** A pickle of one tensor {@code w}, a view of storage {@code 0}; what varies is filled in. */
  private static final String ONE_TENSOR =
      """
      }X\\1\\0\\0\\0wctorch._utils
      _rebuild_tensor_v2
      ((X\\7\\0\\0\\0storagectorch
      FloatStorage
      X\\1\\0\\0\\0%sX\\3\\0\\0\\0cpuL%d
      tQL%d
      (%st(%st\\211}tRs.\
      """;

  /** An entry as the directory tells it; the local header may tell something else. */
  static final class Entry {
    private final String name;
    private final byte[] content;
    private long declaredSize;
    private int method;
    private int flags;
    private long headerAt = -1;
    private long toldSize;
    private String localName;

    Entry(String name, byte[] content) {
      this.name = name;
      this.content = content;
      this.declaredSize = content.length;
      this.toldSize = content.length;
      this.localName = name;
    }

    Entry compressed() {
      method = 8;
      return this;
    }

    Entry encrypted() {
      flags = 1;
      return this;
    }

    Entry at(long header) {
      headerAt = header;
      return this;
    }

    Entry locallyCalled(String other) {
      localName = other;
      return this;
    }

    /** Larger than what is written: the rest is a hole. */
    Entry declared(long size) {
      declaredSize = size;
      toldSize = size;
      return this;
    }

    /** Of another size than there is room for. */
    Entry pretending(long size) {
      toldSize = size;
      return this;
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /** A pickle and one storage of float32 values, which are all there is in most tests. */
  static Archive of(String pickle, float... storage) {
    ByteBuffer values = little(4 * storage.length);
    for (float value : storage) {
      values.putFloat(value);
    }
    byte[] bytes = new byte[values.capacity()];
    values.flip().get(bytes);
    return new Archive()
        .with(new Entry("a/data.pkl", pickle.getBytes(ISO_8859_1)))
        .with(new Entry("a/data/0", bytes));
  }

  /**
   * The pickle of one tensor.
   *
   * @param key of one character
   */
  static String tensor(String key, long storageSize, long offset, long[] shape, long[] strides) {
    return ONE_TENSOR
        .translateEscapes()
        .formatted(key, storageSize, offset, longs(shape), longs(strides));
  }

  private static String longs(long... values) {
    var text = new StringBuilder();
    for (long value : values) {
      text.append('L').append(value).append('\n');
    }
    return text.toString();
  }

  Archive with(Entry entry) {
    entries.add(entry);
    return this;
  }

  /**
   * Writes entries one after the other, holes where they are declared, and a directory in zip64.
   */
  Path write(Path file) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long at = 0;
      List<Long> headers = new ArrayList<>();
      for (Entry entry : entries) {
        headers.add(entry.headerAt >= 0 ? entry.headerAt : at);
        byte[] local = local(entry);
        out.write(ByteBuffer.wrap(local), at);
        at += local.length - entry.content.length + entry.declaredSize;
      }
      long directory = at;
      for (int i = 0; i < entries.size(); i++) {
        ByteBuffer central = central(entries.get(i), headers.get(i));
        at += out.write(central, at);
      }
      ByteBuffer end = little(56 + 20 + 22);
      end.putInt(0x06064b50).putLong(44).putInt(0).putLong(0).putLong(entries.size());
      end.putLong(entries.size()).putLong(at - directory).putLong(directory);
      end.putInt(0x07064b50).putInt(0).putLong(at).putInt(1);
      end.putInt(0x06054b50).putInt(0).putShort((short) -1).putShort((short) -1);
      end.putInt(-1).putInt(-1).putShort((short) 0);
      out.write(end.flip(), at);
    }
    return file;
  }

  /** What stands in the archive before the directory: a header and the content. */
  static byte[] local(Entry entry) {
    byte[] name = entry.localName.getBytes(UTF_8);
    byte[] bytes = new byte[30 + name.length + entry.content.length];
    ByteBuffer local = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    local.putInt(0x04034b50).putShort((short) 0).putShort((short) entry.flags);
    local.putShort((short) entry.method).putInt(0).putInt(crc(entry)).putInt(-1).putInt(-1);
    local.putShort((short) name.length).putShort((short) 0).put(name).put(entry.content);
    return bytes;
  }

  private static ByteBuffer central(Entry entry, long header) {
    byte[] name = entry.name.getBytes(UTF_8);
    ByteBuffer central = little(46 + name.length + 28);
    central.putInt(0x02014b50).putInt(0).putShort((short) entry.flags);
    central.putShort((short) entry.method).putInt(0).putInt(crc(entry)).putInt(-1).putInt(-1);
    central.putShort((short) name.length).putShort((short) 28).putShort((short) 0);
    central.putLong(0).putInt(-1).put(name);
    central.putShort((short) 1).putShort((short) 24);
    central.putLong(entry.toldSize).putLong(entry.toldSize).putLong(header);
    return central.flip();
  }

  /** What is written where the content has holes is 0: not computed. */
  private static int crc(Entry entry) {
    if (entry.declaredSize != entry.content.length) {
      return 0;
    }
    var crc = new CRC32();
    crc.update(entry.content);
    return (int) crc.getValue();
  }

  private static ByteBuffer little(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
