// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static vn.nghe.audio.AudioException.Reason.EMPTY;
import static vn.nghe.audio.AudioException.Reason.UNREADABLE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.Faults;
import vn.nghe.audio.input.AudioDecoder;

final class PagedFileTest {
  @Test
  void aFileThatIsCutWhileItIsReadIsUnreadable(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("growing.wav"), new byte[1 << 20]);
    AudioException fault =
        assertThrows(AudioException.class, () -> PagedFile.read(file, in -> cutAndRead(file, in)));
    assertEquals(UNREADABLE, fault.reason());
  }

  @Test
  void aFileWithoutBytesIsEmpty(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("empty.wav"));
    AudioException fault =
        assertThrows(AudioException.class, () -> AudioDecoder.decode(file, Faults.LIMIT));
    assertEquals(EMPTY, fault.reason());
  }

  private static int cutAndRead(Path file, ByteReader reader) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] block = new byte[4096];
    for (int i = 0; i < 16; i++) {
      reader.read(block, block.length);
    }
    return block[0];
  }
}
