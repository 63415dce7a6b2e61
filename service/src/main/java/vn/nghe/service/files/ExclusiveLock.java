// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps other processes, and other threads of this one, from changing a file. The lock is on a file
 * beside it, {@code NAME.lock}, since the file itself is replaced; it goes with the process that
 * holds it, however that ends.
 */
public final class ExclusiveLock implements AutoCloseable {
  /** The locks of the operating system are those of a process as a whole. */
  private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

  private final FileChannel channel;
  private final Runnable onClose;

  private ExclusiveLock(FileChannel channel, Runnable onClose) {
    this.channel = channel;
    this.onClose = onClose;
  }

  /** Waits until nobody else has the lock of {@code file}; for changes that take a moment. */
  public static ExclusiveLock await(Path file) throws IOException {
    WITHIN_PROCESS.lock();
    try {
      FileChannel channel = open(file);
      // Freed when the channel is closed.
      channel.lock();
      return new ExclusiveLock(channel, WITHIN_PROCESS::unlock);
    } catch (IOException | RuntimeException e) {
      WITHIN_PROCESS.unlock();
      throw e;
    }
  }

  /** Takes the lock of {@code file} for as long as one likes; empty where somebody else has it. */
  public static Optional<ExclusiveLock> attempt(Path file) throws IOException {
    FileChannel channel = open(file);
    Optional<FileLock> lock;
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException _) {
      lock = Optional.empty();
    }
    if (lock.isEmpty()) {
      channel.close();
    }
    return lock.map(_ -> new ExclusiveLock(channel, () -> {}));
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        DurableFile.sibling(file, ".lock"),
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        DurableFile.ownerOnly());
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      onClose.run();
    }
  }
}
