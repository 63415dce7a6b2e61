// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.weights.checkpoint.Archive.Entry;

/** Files beyond 2 and 4 GiB, made of holes that take no room on the disk. */
final class LargeFileTest {
  private static final long FIVE_GIB = 5L << 30;

  @TempDir Path folder;

  @Test
  void whatLiesBeyondFourGibibytesIsFound() throws IOException {
    Path file =
        Archive.of(Archive.tensor("2", 2, 0, new long[] {2}, new long[] {1}))
            .with(new Entry("a/data/1", new byte[0]).declared(FIVE_GIB))
            .with(new Entry("a/data/2", new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
            .write(folder.resolve("large.ckpt"));
    assertTrue(Files.size(file) > FIVE_GIB);
    try (TensorFile large = TensorFile.open(file)) {
      assertArrayEquals(
          new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, Fixtures.bytes(large.tensor("w", "w")));
    }
  }

  @Test
  void aViewOfALargeStorageIsFound() throws IOException {
    long values = FIVE_GIB / Float.BYTES;
    long[] corners = {2, 2};
    Path file =
        Archive.of(Archive.tensor("1", values, 0, corners, new long[] {values - 2, 1}))
            .with(new Entry("a/data/1", new byte[] {1, 0, 0, 0, 2}).declared(FIVE_GIB))
            .write(folder.resolve("large.ckpt"));
    long start = startOfHole(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {3, 0, 0, 0, 4}), start + FIVE_GIB - 8);
    }
    try (TensorFile large = TensorFile.open(file)) {
      assertArrayEquals(
          new byte[] {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0},
          Fixtures.bytes(large.tensor("w", "w")));
    }
  }

  /** The storage is the last entry: its content and the directory, of known size, end the file. */
  private static long startOfHole(Path file) throws IOException {
    int directory = 3 * (46 + 28) + "a/data.pkla/data/0a/data/1".length() + 56 + 20 + 22;
    return Files.size(file) - directory - FIVE_GIB;
  }
}
