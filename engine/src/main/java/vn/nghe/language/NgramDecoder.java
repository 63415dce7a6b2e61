// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the bytes of a binary file and checks everything that a query relies on: every index, the
 * order of every list that is searched, every value. A file that passes cannot make a query fail.
 */
final class NgramDecoder {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Fault fault;
  private final MemorySegment file;

  NgramDecoder(Fault fault, MemorySegment file) {
    this.fault = fault;
    this.file = file;
  }

  NgramModel decode() {
    Header header = Header.read(file, fault);
    fault.unless(
        file.get(Header.INT, Header.CHECKSUM) == Header.checksum(file),
        "check sum",
        "the bytes have changed since it was taken: copy the file anew");
    WordTable vocabulary = vocabulary(header);
    List<Level> levels = new ArrayList<>();
    for (FileSections.Offsets at : new FileSections(header).levels()) {
      float[] probabilities = values(at.probabilityValues(), at.table().probabilityBits());
      float[] backoffs =
          at.childBits() == 0 ? new float[0] : values(at.backoffValues(), at.table().backoffBits());
      levels.add(at.level(file, probabilities, backoffs));
    }
    for (int i = 0; i < levels.size(); i++) {
      String name = (i + 1) + "-grams";
      checkProbabilities(levels.get(i).probabilities(), name);
      if (i < levels.size() - 1) {
        checkBackoffs(levels.get(i).backoffs(), name);
        checkChildren(levels.get(i), levels.get(i + 1), vocabulary.size(), name);
      }
    }
    return new NgramModel(vocabulary, levels);
  }

  private WordTable vocabulary(Header header) {
    ByteBuffer bytes =
        file.asSlice(header.vocabularyStart(), header.vocabularyBytes()).asByteBuffer();
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw fault.in("vocabulary", "not UTF-8 at byte " + bytes.position());
    }
    List<String> words = new ArrayList<>(List.of(text.split("\n", -1)));
    fault.unless(
        words.removeLast().isEmpty() && words.size() == header.vocabularySize(),
        "vocabulary",
        "not %d words with a line feed after each".formatted(header.vocabularySize()));
    try {
      return WordTable.of(words);
    } catch (IllegalArgumentException e) {
      throw fault.in("vocabulary", e.getMessage());
    }
  }

  private float[] values(long at, int bits) {
    return file.asSlice(at, ValueCodebook.byteSize(bits)).toArray(FLOAT);
  }

  private void checkProbabilities(PackedFloats probabilities, String name) {
    for (long i = 0; i < probabilities.codes().size(); i++) {
      float value = probabilities.get(i);
      if (!(value <= 0 && value > Float.NEGATIVE_INFINITY)) {
        throw fault.in(name, "the logarithm of probability " + i + " is " + value);
      }
    }
  }

  private void checkBackoffs(PackedFloats backoffs, String name) {
    for (long i = 0; i < backoffs.codes().size(); i++) {
      if (!Float.isFinite(backoffs.get(i))) {
        throw fault.in(name, "back-off " + i + " is " + backoffs.get(i));
      }
    }
  }

  private void checkChildren(Level level, Level next, int vocabularySize, String name) {
    PackedInts children = level.children();
    PackedInts words = next.words();
    long start = children.get(0);
    fault.unless(start == 0, name, "the first continuation is not 0 but " + start);
    for (long i = 1; i < children.size(); i++) {
      long end = children.get(i);
      if (end < start || end > words.size()) {
        throw fault.in(name, "the continuations of " + (i - 1) + " end at " + end);
      }
      long before = -1;
      for (long child = start; child < end; child++) {
        long word = words.get(child);
        if (word <= before || word >= vocabularySize) {
          throw fault.in(name, "a continuation of " + (i - 1) + " is word " + word);
        }
        before = word;
      }
      start = end;
    }
    fault.unless(
        start == words.size(), name, "continuations end at " + start + " of " + words.size());
  }
}
