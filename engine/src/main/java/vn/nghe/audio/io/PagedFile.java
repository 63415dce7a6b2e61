// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import vn.nghe.audio.AudioException;

/**
 * A file's bytes, read a page at a time. A mapping would count every page that was ever looked at
 * as memory of this process: all of a recording of hours.
 */
public final class PagedFile {
  private final FileChannel channel;

  private PagedFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Reads a file.
   *
   * @param reader gets the bytes, which are gone when it returns
   * @throws AudioException if the file cannot be read
   * @throws CancellationException if the thread is interrupted, which it then stays
   */
  public static <T> T read(Path file, Function<ByteReader, T> reader) {
    // Opening a pipe or a device could wait forever.
    if (!Files.isRegularFile(file)) {
      throw unreadable(Files.exists(file) ? "It is not a regular file" : "There is no such file");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return reader.apply(ByteReader.of(new PagedFile(channel)::read, channel.size()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void read(long from, byte[] target, int count) {
    ByteBuffer page = ByteBuffer.wrap(target, 0, count);
    try {
      while (page.hasRemaining()) {
        if (channel.read(page, from + page.position()) < 0) {
          throw unreadable("It changed while it was being read");
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static AudioException unreadable(String message) {
    return new AudioException(AudioException.Reason.UNREADABLE, message);
  }

  private static AudioException unreadable(IOException e) {
    if (e instanceof ClosedByInterruptException) {
      throw new CancellationException("the thread that read the file was interrupted");
    }
    return new AudioException(
        AudioException.Reason.UNREADABLE, "It cannot be read: " + e.getMessage(), e);
  }
}
