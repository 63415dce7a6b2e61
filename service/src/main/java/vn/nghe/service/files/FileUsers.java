// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Tells whether processes of this machine hold a {@link FileLease} on a file. */
public final class FileUsers implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(50);

  private final FileChannel channel;

  private FileUsers(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens the file, which may then be replaced: its users go on to be those of the old one.
   *
   * @throws IOException if it is not there or may not be written
   */
  public static FileUsers of(Path file) throws IOException {
    return new FileUsers(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /**
   * Whether there are any now.
   *
   * @throws IOException if the file system has no locks
   */
  public boolean any() throws IOException {
    try (FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException _) {
      // Another thread of this process is a user.
      return true;
    }
  }

  /**
   * Waits until there are none.
   *
   * @return whether there are none
   * @throws IOException if the file system has no locks
   */
  public boolean awaitNone(Duration patience) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (any()) {
      if (System.nanoTime() - begun > patience.toNanos()) {
        return false;
      }
      Thread.sleep(STEP);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
