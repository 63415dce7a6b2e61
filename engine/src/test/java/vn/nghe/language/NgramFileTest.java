// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.api.ModelException;
import vn.nghe.language.NgramFile.Codebooks;

/** Binary files, above all those that are not what they should be. */
final class NgramFileTest {
  private byte[] good;
  private Path file;

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("lm.bin");
    var levels =
        List.of(
            new Ngrams.Level(
                new int[] {0, 1, 2, 3, 4},
                new float[] {-5, -99, -1, -2, -3},
                new float[] {0, -1, 0, -2, 0},
                new int[] {0, 0, 1, 1, 2, 2}),
            new Ngrams.Level(
                new int[] {3, 4},
                new float[] {-0.5f, -0.25f},
                new float[] {-0.125f, 0},
                new int[] {0, 1, 1}),
            new Ngrams.Level(new int[] {2}, new float[] {-0.0625f}, new float[1], new int[2]));
    var ngrams = new Ngrams(List.of("<unk>", "<s>", "</s>", "a", "ă"), levels);
    var coarse = new ValueCodebook(new float[] {-0.5f, -0.25f, -0.125f, 0}, 2);
    var codebooks = new Codebooks(coarse, coarse);
    NgramFile.write(ngrams, List.of(Codebooks.EXACT, codebooks, codebooks), file);
    good = Files.readAllBytes(file);
  }

  @Test
  void answersByTheLongestNgramThatIsThere() {
    var model = NgramModel.open(file);
    int a = model.word("a");
    int b = model.word("ă");
    long afterA = model.extend(model.begin(), a);
    assertEquals(3, model.order());
    assertEquals(-0.5f, model.logProbability(model.begin(), a));
    // Not <s> ă, so the weight of <s> and ă by itself.
    assertEquals(-1 - 3, model.logProbability(model.begin(), b));
    assertEquals(-0.125f, model.endLogProbability(afterA));
    assertEquals(-0.125f - 0.25f, model.logProbability(afterA, b));
    assertEquals(-0.125f - 2 - 2, model.logProbability(afterA, a));
    assertEquals(model.empty(), model.extend(afterA, b));
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    Ngrams copy = NgramModel.open(file).ngrams();
    NgramFile.write(copy, Collections.nCopies(3, Codebooks.EXACT), file);
    byte[] first = Files.readAllBytes(file);
    NgramFile.write(NgramModel.open(file).ngrams(), Collections.nCopies(3, Codebooks.EXACT), file);
    assertTrue(Arrays.equals(first, Files.readAllBytes(file)));
  }

  @Test
  void everyShorterFileIsRefused() throws IOException {
    for (int length = 0; length < good.length; length++) {
      Files.write(file, Arrays.copyOf(good, length));
      assertRefused("");
    }
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    for (int i = 0; i < good.length; i++) {
      byte[] changed = good.clone();
      changed[i] ^= 0x55;
      Files.write(file, changed);
      assertRefused("");
    }
  }

  /** Somebody who means harm corrects the check sum as well. */
  @Test
  void whateverPassesTheChecksCanBeAsked() throws IOException {
    int passed = 0;
    for (int i = Header.SUMMED; i < good.length; i++) {
      for (int change : new int[] {1, 0x80, 0xFF}) {
        byte[] changed = good.clone();
        changed[i] ^= (byte) change;
        Files.write(file, withCheckSum(changed));
        try {
          ask(NgramModel.open(file));
          passed++;
        } catch (ModelException refused) {
          assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
        }
      }
    }
    assertTrue(passed > 0);
  }

  private static void ask(NgramModel model) {
    long[] contexts = {model.empty(), model.begin(), model.begin()};
    for (int word = 0; word < model.vocabularySize(); word++) {
      for (int i = 0; i < contexts.length; i++) {
        float answer = model.logProbability(contexts[i], word);
        assertTrue(Float.isFinite(answer), () -> "answer " + answer);
        contexts[i] = model.extend(contexts[i], word);
      }
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    refuses(Header.MAGIC.length, 2, "version: 2, only 1 can be read");
    refuses(12, 7, "order: 7, 2 to 6 expected");
    refuses(24, 6, "1-grams: 5 of them for 6 words");
    refuses(32 + 8, 13, "1-grams: 13 bits");
    refuses((int) vocabulary(), 'X', "vocabulary: must begin with <unk>, <s> and </s>");
  }

  /** Sizes whose products overflow must not pass as small ones. */
  @Test
  void hugeSizesAreRefused() throws IOException {
    for (int i = 0; i < 3; i++) {
      for (long size : new long[] {-1, Long.MAX_VALUE, 1L << 61, 1L << 58, 1L << 32}) {
        byte[] changed = good.clone();
        MemorySegment.ofArray(changed).set(Header.LONG, Header.TABLES + 16L * i, size);
        Files.write(file, withCheckSum(changed));
        assertRefused((i + 1) + "-grams");
      }
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    file = folder.resolve("missing.bin");
    assertRefused("no such file");
  }

  private long vocabulary() {
    return Header.TABLES + 16L * 3;
  }

  private void refuses(int at, int value, String reason) throws IOException {
    byte[] changed = good.clone();
    changed[at] = (byte) value;
    Files.write(file, withCheckSum(changed));
    assertRefused(reason);
  }

  private void assertRefused(String reason) {
    var refused = assertThrows(ModelException.class, () -> NgramModel.open(file));
    assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  private static byte[] withCheckSum(byte[] content) {
    MemorySegment segment = MemorySegment.ofArray(content);
    segment.set(Header.INT, Header.CHECKSUM, Header.checksum(segment));
    return content;
  }
}
