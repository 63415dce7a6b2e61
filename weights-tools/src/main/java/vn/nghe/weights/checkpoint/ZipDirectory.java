// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The directory of a zip archive whose files are stored and not compressed, as PyTorch writes it,
 * zip64 included. Strict: a byte of the archive belongs to one file at most, so that no content is
 * there twice, and everything that other readers could understand in another way is refused.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the format</a>
 */
final class ZipDirectory {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;

  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final int END_64_BYTES = 56;
  private static final int LOCATOR_64_BYTES = 20;
  private static final int EXTRA_64 = 1;

  private static final long ABSENT_16 = 0xFFFF;
  private static final long ABSENT_32 = 0xFFFFFFFFL;

  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int ENCRYPTED = 1;
  private static final int STORED = 0;

  /** Storages are entries: the largest Whisper has some 1,300, and its optimiser twice as many. */
  private static final int MOST_ENTRIES = 1 << 18;

  private final ArchiveBytes bytes;

  /** Where the entries of the directory begin and end, and how many there are. */
  private record Extent(long start, long end, long entries) {}

  private ZipDirectory(ArchiveBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the directory.
   *
   * @return the files by their names
   * @throws CheckpointException if it breaks the format
   */
  static Map<String, ZipEntry> read(ArchiveBytes bytes) {
    return new ZipDirectory(bytes).entries();
  }

  private Map<String, ZipEntry> entries() {
    Extent extent = extent(end());
    Map<String, ZipEntry> entries = new LinkedHashMap<>();
    long at = extent.start();
    for (long i = 0; i < extent.entries(); i++) {
      if (at + CENTRAL_BYTES > extent.end() || bytes.int32(at) != CENTRAL_HEADER) {
        throw bytes.wrong(at, "an entry of the zip directory expected");
      }
      ZipEntry entry = entry(at, extent.start());
      if (entries.put(entry.name(), entry) != null) {
        throw bytes.wrong(at, "the archive holds " + entry.name() + " twice");
      }
      at += CENTRAL_BYTES + bytes.uint16(at + 28) + bytes.uint16(at + 30) + bytes.uint16(at + 32);
    }
    if (at != extent.end()) {
      throw bytes.wrong(at, "the zip directory ends here and not at " + extent.end());
    }
    requireDisjoint(entries);
    return Collections.unmodifiableMap(entries);
  }

  /** Where the record begins that ends the archive, with nothing behind it but its comment. */
  private long end() {
    long last = bytes.size() - END_BYTES;
    for (long at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
      if (bytes.int32(at) == END && at + END_BYTES + bytes.uint16(at + 20) == bytes.size()) {
        return at;
      }
    }
    throw bytes.wrong(
        bytes.size(), "a zip archive must end with its directory; the file is cut short");
  }

  private Extent extent(long end) {
    if (bytes.uint16(end + 4) != 0 && bytes.uint16(end + 4) != ABSENT_16) {
      throw bytes.wrong(end + 4, "a zip archive in several files");
    }
    long entries = bytes.uint16(end + 10);
    long size = bytes.uint32(end + 12);
    long start = bytes.uint32(end + 16);
    long follows = end;
    if (end >= LOCATOR_64_BYTES && bytes.int32(end - LOCATOR_64_BYTES) == LOCATOR_64) {
      long end64 = bytes.int64(end - LOCATOR_64_BYTES + 8);
      if (end64 != end - LOCATOR_64_BYTES - END_64_BYTES || bytes.int32(end64) != END_64) {
        throw bytes.wrong(end - LOCATOR_64_BYTES, "zip64: points to no end of a directory");
      }
      follows = end64;
      entries = entries == ABSENT_16 ? bytes.int64(end64 + 32) : entries;
      size = size == ABSENT_32 ? bytes.int64(end64 + 40) : size;
      start = start == ABSENT_32 ? bytes.int64(end64 + 48) : start;
    }
    if (size < 0 || start < 0 || start > follows || start != follows - size) {
      throw bytes.wrong(end, "the zip directory is not where its end says");
    }
    if (entries < 0 || entries > MOST_ENTRIES) {
      throw bytes.wrong(end, entries + " files in the archive; at most " + MOST_ENTRIES);
    }
    return new Extent(start, follows, entries);
  }

  private ZipEntry entry(long at, long limit) {
    int nameLength = bytes.uint16(at + 28);
    String name = bytes.text(at + CENTRAL_BYTES, nameLength);
    requirePlain(at, name);
    if ((bytes.uint16(at + 8) & ENCRYPTED) != 0) {
      throw bytes.wrong(at, name + " is encrypted");
    }
    if (bytes.uint16(at + 10) != STORED) {
      throw bytes.wrong(at, name + compressed(name));
    }
    long size = bytes.uint32(at + 24);
    long stored = bytes.uint32(at + 20);
    long header = bytes.uint32(at + 42);
    if (size == ABSENT_32 || stored == ABSENT_32 || header == ABSENT_32) {
      long extra = extra64(at + CENTRAL_BYTES + nameLength, bytes.uint16(at + 30), name);
      // Of these, only those stand here that have no room in their old place, in this order.
      if (size == ABSENT_32) {
        size = bytes.int64(extra);
        extra += Long.BYTES;
      }
      if (stored == ABSENT_32) {
        stored = bytes.int64(extra);
        extra += Long.BYTES;
      }
      if (header == ABSENT_32) {
        header = bytes.int64(extra);
      }
    }
    if (stored != size) {
      throw bytes.wrong(at, name + " takes " + stored + " bytes and is said to hold " + size);
    }
    if (header < 0 || header > limit - LOCAL_BYTES || bytes.int32(header) != LOCAL_HEADER) {
      throw bytes.wrong(at, name + " is said to begin at " + header + ", where no file begins");
    }
    requireSame(header, name);
    long start = header + LOCAL_BYTES + nameLength + bytes.uint16(header + 28);
    if (size < 0 || start > limit || size > limit - start) {
      throw bytes.wrong(at, name + ": its " + size + " bytes are not all there");
    }
    return new ZipEntry(name, header, start, size, bytes.int32(at + 16));
  }

  private static String compressed(String name) {
    // The sources of a program are the one thing that PyTorch compresses.
    return name.contains("/code/")
        ? " belongs to a program of TorchScript; write its tensors in Python:"
            + " torch.save(torch.jit.load(FILE).state_dict(), NEW_FILE)"
        : " is compressed, which PyTorch never does; pack it anew without compression";
  }

  /** Where the numbers of zip64 begin among the extra fields of an entry. */
  private long extra64(long start, int length, String name) {
    long end = start + length;
    for (long at = start; at + 4 <= end; at += 4 + bytes.uint16(at + 2)) {
      if (bytes.uint16(at) == EXTRA_64) {
        return at + 4;
      }
    }
    throw bytes.wrong(start, name + ": its size or place is missing");
  }

  /** The header before the content must tell of the same file as the directory. */
  private void requireSame(long header, String name) {
    int length = bytes.uint16(header + 26);
    if (bytes.uint16(header + 8) != STORED
        || !bytes.text(header + LOCAL_BYTES, length).equals(name)) {
      throw bytes.wrong(header, "the directory has " + name + " here, the file's own header not");
    }
  }

  /** Nothing is ever unpacked, but names out of their folder are a sign of a forged archive. */
  private void requirePlain(long at, String name) {
    if (name.isEmpty()
        || name.startsWith("/")
        || name.contains("\\")
        || name.contains(":")
        || name.chars().anyMatch(Character::isISOControl)
        || List.of(name.split("/", -1)).contains("..")) {
      throw bytes.wrong(at, "an archive of PyTorch holds no file with such a name");
    }
  }

  private void requireDisjoint(Map<String, ZipEntry> entries) {
    List<ZipEntry> sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparingLong(ZipEntry::header));
    for (int i = 1; i < sorted.size(); i++) {
      ZipEntry before = sorted.get(i - 1);
      ZipEntry entry = sorted.get(i);
      if (entry.header() < before.end()) {
        throw bytes.wrong(entry.header(), entry.name() + " overlaps " + before.name());
      }
    }
  }
}
