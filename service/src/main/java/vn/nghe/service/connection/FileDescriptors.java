// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many files and connections the process may have besides those it has. Where none is left, the
 * system gives the server no connection and the server stops to listen, for good; and a model could
 * not be loaded, nor a log be written. So some are kept for everything else. For one thread at a
 * time.
 */
public final class FileDescriptors {
  /** Enough for a model, its store and a few files; a sixteenth where the limit is higher. */
  private static final long LEAST_ROOM = 24;

  private static final long MOST_ROOM = 256;
  private static final long SHARE_OF_ROOM = 16;

  /** The system counts by reading a folder with an entry for each, so it is asked now and then. */
  private static final long VALID_FOR = TimeUnit.SECONDS.toNanos(1);

  private final long limit;
  private final long room;
  private final LongSupplier open;
  private long counted;
  private long countedAt;
  private boolean isCounted;

  FileDescriptors(long limit, LongSupplier open) {
    this.limit = limit;
    this.room = Math.clamp(limit / SHARE_OF_ROOM, LEAST_ROOM, MOST_ROOM);
    this.open = open;
  }

  /** Those of this process; without limit where the system has none. */
  public static FileDescriptors ofProcess() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? new FileDescriptors(
            system.getMaxFileDescriptorCount(), system::getOpenFileDescriptorCount)
        : new FileDescriptors(Long.MAX_VALUE, () -> 0);
  }

  /** The most that the process may have. */
  long limit() {
    return limit;
  }

  /** Whether there is one besides those that are kept for other things. */
  boolean hasRoom() {
    long now = System.nanoTime();
    // Each question may be followed by a connection.
    counted++;
    if (!isCounted || now - countedAt > VALID_FOR || limit - counted < 2 * room) {
      counted = count();
      countedAt = now;
      isCounted = true;
    }
    return limit - counted > room;
  }

  /** Whether there is one at all, and one for whoever counts them. */
  boolean hasAny() {
    return limit - count() > LEAST_ROOM / 2;
  }

  private long count() {
    try {
      return open.getAsLong();
    } catch (InternalError _) {
      // There is none left to read the folder with.
      return limit;
    }
  }
}
