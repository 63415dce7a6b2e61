// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The header of a binary file, which determines where its sections are.
 *
 * @param vocabularySize how many words
 * @param vocabularyBytes how many bytes they take
 * @param tables one for each length of n-gram
 */
record Header(int vocabularySize, int vocabularyBytes, List<Table> tables) {
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static final byte[] MAGIC = "NgheLM\n".getBytes(US_ASCII);
  static final int VERSION = 1;

  /** Where the check sum is, and where what it sums up begins. */
  static final int CHECKSUM = 8;

  static final int SUMMED = 12;

  /** Zeros at the end of a file. */
  static final int TAIL = Long.BYTES;

  private static final int ORDER = 12;
  private static final int LENGTH = 16;
  private static final int WORDS = 24;
  private static final int WORDS_BYTES = 28;
  static final int TABLES = 32;
  private static final int TABLE_BYTES = 16;

  /** No CRC of a slice longer than this is taken at once, since byte buffers end at 2 GiB. */
  private static final long SLICE = 1 << 30;

  /**
   * The n-grams of one length.
   *
   * @param size how many
   * @param probabilityBits width of a probability
   * @param backoffBits width of a back-off weight
   */
  record Table(long size, int probabilityBits, int backoffBits) {}

  int order() {
    return tables.size();
  }

  /** Where the vocabulary begins. */
  long vocabularyStart() {
    return TABLES + (long) TABLE_BYTES * order();
  }

  /** Where the first level begins. */
  long levelsStart() {
    return vocabularyStart() + Math.ceilDiv(vocabularyBytes, Long.BYTES) * (long) Long.BYTES;
  }

  /** Width of a word. */
  int wordBits() {
    return PackedInts.width(vocabularySize - 1L);
  }

  /** How long the whole file is. */
  long fileBytes() {
    return new FileSections(this).end() + TAIL;
  }

  /** Writes everything but the check sum. */
  void write(MemorySegment file) {
    MemorySegment.copy(MemorySegment.ofArray(MAGIC), 0, file, 0, MAGIC.length);
    file.set(ValueLayout.JAVA_BYTE, MAGIC.length, (byte) VERSION);
    file.set(INT, ORDER, order());
    file.set(LONG, LENGTH, file.byteSize());
    file.set(INT, WORDS, vocabularySize);
    file.set(INT, WORDS_BYTES, vocabularyBytes);
    long at = TABLES;
    for (Table table : tables) {
      file.set(LONG, at, table.size());
      file.set(INT, at + 8, table.probabilityBits());
      file.set(INT, at + 12, table.backoffBits());
      at += TABLE_BYTES;
    }
  }

  /** Reads and checks it. */
  static Header read(MemorySegment file, Fault fault) {
    fault.unless(
        file.byteSize() >= TABLES, "header", file.byteSize() + " bytes, cut short: copy it anew");
    int version = file.get(ValueLayout.JAVA_BYTE, MAGIC.length);
    fault.unless(version == VERSION, "version", version + ", only " + VERSION + " can be read");
    long length = file.get(LONG, LENGTH);
    fault.unless(
        length == file.byteSize(),
        "length",
        "says %d, the file has %d bytes: copy it anew".formatted(length, file.byteSize()));
    int order = file.get(INT, ORDER);
    fault.unless(order >= 2 && order <= Ngrams.MAX_ORDER, "order", order + ", 2 to 6 expected");
    int words = file.get(INT, WORDS);
    fault.unless(
        words >= WordTable.MARKS.size() && words <= Ngrams.MAX_VOCABULARY,
        "vocabulary size",
        words + ", 3 to " + Ngrams.MAX_VOCABULARY + " expected");
    int bytes = file.get(INT, WORDS_BYTES);
    long start = TABLES + (long) TABLE_BYTES * order;
    fault.unless(
        bytes >= 0 && start + bytes <= length, "vocabulary bytes", bytes + " of " + length);
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < order; i++) {
      tables.add(table(file, TABLES + (long) TABLE_BYTES * i, i, fault));
    }
    fault.unless(
        tables.getFirst().size() == words,
        "1-grams",
        tables.getFirst().size() + " of them for " + words + " words");
    var header = new Header(words, bytes, List.copyOf(tables));
    fault.unless(
        header.fileBytes() == length,
        "length",
        "%d bytes, the sections take %d".formatted(length, header.fileBytes()));
    return header;
  }

  private static Table table(MemorySegment file, long at, int index, Fault fault) {
    var table = new Table(file.get(LONG, at), file.get(INT, at + 8), file.get(INT, at + 12));
    String name = (index + 1) + "-grams";
    // No n-gram takes less than two bits, and so no sum of sections overflows.
    fault.unless(
        table.size() >= 0 && table.size() >>> 2 <= file.byteSize(),
        name,
        table.size() + " of them");
    fault.unless(isWidth(table.probabilityBits()), name, table.probabilityBits() + " bits");
    fault.unless(isWidth(table.backoffBits()), name, table.backoffBits() + " back-off bits");
    return table;
  }

  private static boolean isWidth(int bits) {
    return (bits >= 1 && bits <= ValueCodebook.MAX_BITS) || bits == PackedFloats.EXACT;
  }

  static int checksum(MemorySegment file) {
    var crc = new CRC32C();
    for (long at = SUMMED; at < file.byteSize(); at += SLICE) {
      crc.update(file.asSlice(at, Math.min(SLICE, file.byteSize() - at)).asByteBuffer());
    }
    return (int) crc.getValue();
  }
}
