// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A file's bytes, mapped into memory for as long as they are read. */
final class MappedFile {
  private MappedFile() {}

  /**
   * Reads a file.
   *
   * @param reader gets the bytes, which are gone when it returns
   * @throws AudioException if the file cannot be read
   */
  static <T> T read(Path file, Function<MemorySegment, T> reader) {
    // Opening a pipe or a device could wait forever.
    if (!Files.isRegularFile(file)) {
      throw new AudioException(
          AudioException.Reason.UNREADABLE,
          Files.exists(file) ? "It is not a regular file" : "There is no such file");
    }
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file)) {
      return reader.apply(channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
    } catch (IOException e) {
      throw new AudioException(
          AudioException.Reason.UNREADABLE, "It cannot be read: " + e.getMessage(), e);
    } catch (InternalError e) {
      // What the JVM throws where mapped pages are gone because the file has been cut meanwhile.
      throw new AudioException(
          AudioException.Reason.UNREADABLE, "It changed while it was being read", e);
    }
  }
}
