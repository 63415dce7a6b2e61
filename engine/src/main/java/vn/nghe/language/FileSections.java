// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The offsets of the sections of each level. A section that a level does not have is empty. */
final class FileSections {
  /**
   * Offsets in bytes from the start of the file.
   *
   * @param table what is there
   * @param childBits width of a child's index, 0 on the last level
   */
  record Offsets(
      Header.Table table,
      int wordBits,
      int childBits,
      long probabilityValues,
      long backoffValues,
      long words,
      long probabilities,
      long backoffs,
      long children) {
    Level level(MemorySegment file, float[] probabilityValues, float[] backoffValues) {
      long size = table.size();
      long contexts = childBits == 0 ? 0 : size;
      var probability = new PackedInts(from(file, probabilities), table.probabilityBits(), size);
      var backoff = new PackedInts(from(file, backoffs), table.backoffBits(), contexts);
      return new Level(
          new PackedInts(from(file, words), Math.max(1, wordBits), wordBits == 0 ? 0 : size),
          new PackedFloats(probability, probabilityValues),
          new PackedFloats(backoff, backoffValues),
          new PackedInts(
              from(file, children), Math.max(1, childBits), childBits == 0 ? 0 : size + 1));
    }

    private static MemorySegment from(MemorySegment file, long offset) {
      return file.asSlice(offset);
    }
  }

  private final List<Offsets> levels = new ArrayList<>();
  private long end;

  FileSections(Header header) {
    end = header.levelsStart();
    for (int i = 0; i < header.order(); i++) {
      boolean last = i == header.order() - 1;
      Header.Table table = header.tables().get(i);
      int wordBits = i == 0 ? 0 : header.wordBits();
      int childBits = last ? 0 : PackedInts.width(header.tables().get(i + 1).size());
      levels.add(
          new Offsets(
              table,
              wordBits,
              childBits,
              take(ValueCodebook.byteSize(table.probabilityBits())),
              take(last ? 0 : ValueCodebook.byteSize(table.backoffBits())),
              take(PackedInts.byteSize(wordBits, table.size())),
              take(PackedInts.byteSize(table.probabilityBits(), table.size())),
              take(last ? 0 : PackedInts.byteSize(table.backoffBits(), table.size())),
              take(PackedInts.byteSize(childBits, table.size() + 1))));
    }
  }

  List<Offsets> levels() {
    return levels;
  }

  /** Where the last section ends. */
  long end() {
    return end;
  }

  private long take(long bytes) {
    long start = end;
    end = Math.addExact(end, bytes);
    return start;
  }
}
