// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.weights.checkpoint.Archive.Entry;

/** Archives that were made to do harm, or look so. */
final class HostileCheckpointTest {
  private static final long[] FOUR = {4};
  private static final long[] ONE = {1};

  private static final String HONEST = Archive.tensor("0", 4, 0, FOUR, ONE);

  @TempDir Path folder;

  @Test
  void theSameMeansInHonestHandsAreRead() throws IOException {
    Path file = Archive.of(HONEST, 1, 2, 3, 4).write(folder.resolve("a.pt"));
    try (TensorFile honest = TensorFile.open(file)) {
      assertArrayEquals(
          new byte[] {0, 0, (byte) 0x80, 0x3F},
          Arrays.copyOf(Fixtures.bytes(honest.tensor("w", "w")), 4));
    }
  }

  @Test
  void nothingThatAPickleAsksForIsRun() throws IOException {
    Path trace = folder.resolve("trace");
    String system = "cposix\nsystem\n(V/usr/bin/touch " + trace + "\ntR";
    assertRefused("holds an object of posix.system", Archive.of(system + "."));
    assertRefused("tensor w is not described", Archive.of(HONEST.replace("Q", "Q0" + system)));
    assertFalse(Files.exists(trace));
  }

  @Test
  void aPickleThatIsBrokenIsRefusedWithTheByteOfTheFile() throws IOException {
    // 30 bytes of header and 10 of the name come before the pickle.
    assertRefused("byte 41: a/data.pkl, in data.pkl: the stack is empty", Archive.of("."));
  }

  @Test
  void aViewThatLeavesItsStorageIsRefused() throws IOException {
    String outside = "reaches out of storage 0 of 4 values";
    assertRefused(outside, view(4, 1, FOUR, ONE));
    assertRefused(outside, view(4, 0, new long[] {2, 2}, new long[] {3, 1}));
    assertRefused(outside, view(4, 5, new long[] {0}, ONE));
    assertRefused(outside, view(4, -1, ONE, ONE));
    assertRefused("no whole number from 0 on", view(4, 3, FOUR, new long[] {-1}));
    assertRefused("no whole number from 0 on", view(4, 0, new long[] {-4}, ONE));
    assertRefused("a repeated view, larger", view(4, 0, new long[] {1L << 40}, new long[] {0}));
    assertRefused("beyond all bounds", view(4, 0, new long[] {1L << 40, 1L << 40}, new long[2]));
    assertRefused("beyond all bounds", view(4, 0, new long[] {3}, new long[] {1L << 62}));
    assertRefused("has 1 dimensions and 2 strides", view(4, 0, FOUR, new long[] {1, 1}));
    assertRefused("more than 64 dimensions", view(4, 0, new long[65], new long[65]));
  }

  @Test
  void aStorageOfAnotherSizeThanSaidIsRefused() throws IOException {
    assertRefused("said to hold 5 values and takes 16 bytes", view(5, 0, FOUR, ONE));
    assertRefused("said to hold -4 values", view(-4, 0, FOUR, ONE));
    assertRefused("said to hold 4611686018427387908 values", view((1L << 62) + 4, 0, FOUR, ONE));
    assertRefused(
        "storage 7, which the archive does not hold",
        Archive.of(Archive.tensor("7", 4, 0, FOUR, ONE), 1, 2, 3, 4));
  }

  @Test
  void aTensorThatIsThereTwiceIsRefused() throws IOException {
    String twice = HONEST.replace("s.", "s") + HONEST.substring(1).replace("}X", "X");
    assertRefused("two tensors are called w", Archive.of(twice, 1, 2, 3, 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "a/../../evil", "/etc/passwd", "C:evil", "a\\evil", "a/\u0000", ""})
  void namesThatLeadOutOfTheArchiveAreRefused(String name) throws IOException {
    assertRefused(
        "holds no file with such a name",
        Archive.of(HONEST, 1, 2, 3, 4).with(new Entry(name, new byte[1])));
  }

  @Test
  void entriesThatLieAreRefused() throws IOException {
    byte[] four = new byte[16];
    assertRefused("a/x is compressed", honestAnd(new Entry("a/x", four).compressed()));
    assertRefused("a/x is encrypted", honestAnd(new Entry("a/x", four).encrypted()));
    assertRefused("holds a/data/0 twice", honestAnd(new Entry("a/data/0", four)));
    assertRefused("two pickles in one archive", honestAnd(new Entry("b/data.pkl", four)));
    assertRefused(
        "the directory has a/x here, the file's own header not",
        honestAnd(new Entry("a/x", four).locallyCalled("a/y")));
    assertRefused("a/x is said to begin at 7", honestAnd(new Entry("a/x", four).at(7)));
    assertRefused("are not all there", honestAnd(new Entry("a/x", four).pretending(1L << 40)));
    assertRefused("are not all there", honestAnd(new Entry("a/x", four).pretending(-1)));
  }

  @Test
  void entriesThatOverlapAreRefused() throws IOException {
    byte[] content = new byte[1000];
    // The first entry's content begins at 35 and looks like an entry of its own.
    assertRefused(
        "byte 35: a/x overlaps a/big",
        new Archive()
            .with(new Entry("a/big", Archive.local(new Entry("a/x", content))))
            .with(new Entry("a/data.pkl", new byte[] {'.'}))
            .with(new Entry("a/x", content).at(35)));
  }

  @Test
  void anArchiveThatIsCutShortIsRefusedWhereverThatIs() throws IOException {
    Path file = Archive.of(HONEST, 1, 2, 3, 4).write(folder.resolve("a.pt"));
    byte[] whole = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.pt");
    for (int length = 0; length < whole.length; length++) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThrows(CheckpointException.class, () -> TensorFile.open(cut));
    }
  }

  private static Archive honestAnd(Entry entry) {
    return Archive.of(HONEST, 1, 2, 3, 4).with(entry);
  }

  private static Archive view(long storageSize, long offset, long[] shape, long[] strides) {
    return Archive.of(Archive.tensor("0", storageSize, offset, shape, strides), 1, 2, 3, 4);
  }

  private void assertRefused(String message, Archive archive) throws IOException {
    Path file = archive.write(Files.createTempDirectory(folder, "hostile").resolve("a.pt"));
    String refusal =
        assertThrows(
                CheckpointException.class,
                () -> {
                  try (TensorFile opened = TensorFile.open(file)) {
                    Fixtures.bytes(opened.tensor("w", "w"));
                  }
                })
            .getMessage();
    assertTrue(refusal.startsWith(file + ": ") && refusal.contains(message), refusal);
  }
}
