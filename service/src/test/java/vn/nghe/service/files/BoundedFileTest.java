// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedFileTest {
  @TempDir private Path folder;

  @Test
  void aFileOfTheBoundIsReadAndOneByteMoreIsNot() throws Exception {
    Path file = Files.write(folder.resolve("f"), new byte[] {1, 2, 3});

    assertArrayEquals(new byte[] {1, 2, 3}, BoundedFile.read(file, 3));
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> BoundedFile.read(file, 2));
    assertTrue(e.getReason().contains("more than the 2 bytes"), e.getReason());
  }

  @Test
  void aFileThatNoArrayHoldsIsRefused() throws Exception {
    Path file = folder.resolve("huge");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }

    assertThrows(FileSystemException.class, () -> BoundedFile.read(file, 100));
  }

  @Test
  void whatIsNoFileIsNotWaitedFor() {
    assertThrows(FileSystemException.class, () -> BoundedFile.read(Path.of("/dev/zero"), 100));
    assertThrows(FileSystemException.class, () -> BoundedFile.read(folder, 100));
    assertThrows(NoSuchFileException.class, () -> BoundedFile.read(folder.resolve("missing"), 100));
  }

  @Test
  void aLinkIsFollowed() throws Exception {
    Path file = Files.write(folder.resolve("f"), new byte[] {7});
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    assertArrayEquals(new byte[] {7}, BoundedFile.read(link, 1));
  }
}
