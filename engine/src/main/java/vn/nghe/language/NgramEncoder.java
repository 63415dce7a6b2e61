// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Encodes a model's arrays as a binary file. */
final class NgramEncoder {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Ngrams ngrams;
  private final List<NgramFile.Codebooks> codebooks;

  NgramEncoder(Ngrams ngrams, List<NgramFile.Codebooks> codebooks) {
    if (codebooks.size() != ngrams.order()) {
      throw new IllegalArgumentException(
          codebooks.size() + " pairs of codebooks for order " + ngrams.order());
    }
    this.ngrams = ngrams;
    this.codebooks = List.copyOf(codebooks);
  }

  MemorySegment encode(Arena arena) {
    byte[] words = (String.join("\n", ngrams.vocabulary()) + "\n").getBytes(UTF_8);
    List<Header.Table> tables = new ArrayList<>();
    for (int i = 0; i < ngrams.order(); i++) {
      NgramFile.Codebooks books = codebooks.get(i);
      tables.add(
          new Header.Table(
              ngrams.levels().get(i).size(),
              books.probabilities().bits(),
              books.backoffs().bits()));
    }
    var header = new Header(ngrams.vocabulary().size(), words.length, tables);
    MemorySegment file = arena.allocate(header.fileBytes(), Long.BYTES);
    header.write(file);
    MemorySegment.copy(
        words, 0, file, ValueLayout.JAVA_BYTE, header.vocabularyStart(), words.length);
    List<FileSections.Offsets> sections = new FileSections(header).levels();
    for (int i = 0; i < ngrams.order(); i++) {
      write(file, sections.get(i), ngrams.levels().get(i), codebooks.get(i));
    }
    file.set(Header.INT, Header.CHECKSUM, Header.checksum(file));
    return file;
  }

  private static void write(
      MemorySegment file, FileSections.Offsets at, Ngrams.Level from, NgramFile.Codebooks books) {
    write(file, at.probabilityValues(), books.probabilities());
    Level to = at.level(file, books.probabilities().values(), books.backoffs().values());
    if (at.wordBits() > 0) {
      write(to.words(), from.words());
    }
    write(to.probabilities().codes(), from.probabilities(), books.probabilities());
    if (at.childBits() > 0) {
      write(file, at.backoffValues(), books.backoffs());
      write(to.backoffs().codes(), from.backoffs(), books.backoffs());
      write(to.children(), from.children());
    }
  }

  private static void write(PackedInts to, int[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      to.set(i, numbers[i]);
    }
  }

  private static void write(PackedInts to, float[] values, ValueCodebook codebook) {
    for (int i = 0; i < values.length; i++) {
      to.set(i, codebook.code(values[i]));
    }
  }

  /** Codes without a value of their own get the last one, so that no code lacks one. */
  private static void write(MemorySegment file, long at, ValueCodebook codebook) {
    float[] values = codebook.values();
    long codes = ValueCodebook.byteSize(codebook.bits()) / Float.BYTES;
    for (int code = 0; code < codes; code++) {
      float value = values.length == 0 ? 0 : values[Math.min(code, values.length - 1)];
      file.set(FLOAT, at + (long) Float.BYTES * code, value);
    }
  }
}
