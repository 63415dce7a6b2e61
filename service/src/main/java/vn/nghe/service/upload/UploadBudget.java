// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import vn.nghe.service.access.Share;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * The memory that all uploads may take together, those still arriving and those that wait. It is
 * set aside as bytes arrive, so that nobody gets it for an announcement, and no caller gets more
 * than its share.
 */
public final class UploadBudget {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Long> held = new HashMap<>();
  private final long capacity;
  private final long perCaller;
  private long used;

  /**
   * All of it is free at first.
   *
   * @param capacity in bytes
   * @param perCaller the most that one caller may hold, in bytes
   */
  public UploadBudget(long capacity, long perCaller) {
    this.capacity = capacity;
    this.perCaller = perCaller;
  }

  /** Bytes reserved now. */
  public long used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  /** Begins a reservation of nothing, which lasts until it is closed. */
  Reservation reserve(String caller) {
    return new Reservation(caller);
  }

  private static RefusedException full() {
    return RefusedException.of(
        ErrorCode.UPLOAD_MEMORY_FULL,
        "Too many uploads are under way already. Try again a little later.");
  }

  /** Memory set aside for one body. */
  final class Reservation implements AutoCloseable {
    private final String caller;
    private long bytes;
    private boolean isClosed;

    private Reservation(String caller) {
      this.caller = caller;
    }

    /**
     * Looks whether so much could be set aside now.
     *
     * @param announced how much it may become
     * @throws RefusedException if not: sending it would most likely be in vain
     */
    void require(long announced) {
      lock.lock();
      try {
        check(announced);
      } finally {
        lock.unlock();
      }
    }

    /**
     * Sets more memory aside, if this is less.
     *
     * @param total how much it is to be on the whole
     * @throws RefusedException if that much is not free
     */
    void growTo(long total) {
      lock.lock();
      try {
        long more = total - bytes;
        if (more > 0 && !isClosed) {
          check(more);
          bytes += more;
          used += more;
          held.merge(caller, more, Long::sum);
        }
      } finally {
        lock.unlock();
      }
    }

    private void check(long more) {
      if (used + more > capacity) {
        throw full();
      }
      if (held.getOrDefault(caller, 0L) + more > perCaller) {
        throw Share.exceeded("bytes of uploads");
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!isClosed) {
          isClosed = true;
          used -= bytes;
          held.computeIfPresent(caller, (_, sum) -> sum == bytes ? null : sum - bytes);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
