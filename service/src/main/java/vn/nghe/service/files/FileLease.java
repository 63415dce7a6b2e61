// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file that is kept open with a shared lock while its content is in use, so that {@link
 * FileUsers} can tell. Locks of POSIX belong to the file itself and not to its name: they last when
 * the file is renamed or replaced, and hold between the containers of a machine. A shared lock
 * needs no right to write.
 */
public final class FileLease implements AutoCloseable {
  private final FileChannel channel;
  private Optional<FileLock> lock = Optional.empty();

  private FileLease(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens a file for reading, without a lock yet.
   *
   * @throws FileSystemException if it is no regular file
   * @throws IOException if it cannot be read
   */
  public static FileLease open(Path file) throws IOException {
    BoundedFile.requireRegular(file);
    return new FileLease(FileChannel.open(file, StandardOpenOption.READ));
  }

  /**
   * The whole content.
   *
   * @param most how many bytes the file may have
   * @throws FileSystemException if it has more
   * @throws IOException if it cannot be read
   */
  public byte[] content(Path file, int most) throws IOException {
    BoundedFile.requireAtMost(file, channel.size(), most);
    ByteBuffer content = ByteBuffer.allocate((int) channel.size());
    int count = 0;
    while (content.hasRemaining() && count >= 0) {
      count = channel.read(content, content.position());
    }
    return Arrays.copyOf(content.array(), content.position());
  }

  /**
   * Takes the lock where there is none. Where a file system has no locks, or somebody changes the
   * file right now, there is none until the next call.
   */
  public void hold() {
    try {
      if (lock.isEmpty()) {
        lock = Optional.ofNullable(channel.tryLock(0, Long.MAX_VALUE, true));
      }
    } catch (IOException | OverlappingFileLockException _) {
      lock = Optional.empty();
    }
  }

  /** Takes the lock again: POSIX drops it when the process closes the same file anywhere else. */
  public void renew() {
    try {
      if (lock.isPresent()) {
        lock.get().release();
      }
    } catch (IOException _) {
      // Then there is none.
    }
    lock = Optional.empty();
    hold();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
