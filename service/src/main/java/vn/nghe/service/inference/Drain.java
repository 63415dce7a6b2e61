// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import vn.nghe.service.error.RefusedException;

/**
 * Counts the requests in progress, so that the service can stop without losing one: from the start
 * of the drain on no request enters, and those that have entered are waited for.
 */
public final class Drain {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final Set<Entry> inside = new HashSet<>();
  private boolean begun;

  /** From now on refuses requests, and tells those in progress that may go on for long. */
  public void begin() {
    List<Entry> told;
    lock.lock();
    try {
      begun = true;
      told = List.copyOf(inside);
    } finally {
      lock.unlock();
    }
    told.forEach(entry -> entry.onDrain.run());
  }

  /** Whether {@link #begin()} was called. */
  public boolean hasBegun() {
    lock.lock();
    try {
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts a request until the result is closed.
   *
   * @param onDrain is run once if the drain begins meanwhile; must not block
   * @throws RefusedException if the drain has begun
   */
  Entry enter(Runnable onDrain) {
    lock.lock();
    try {
      if (begun) {
        throw RefusedException.shuttingDown();
      }
      Entry entry = new Entry(onDrain);
      inside.add(entry);
      return entry;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until no request is in progress.
   *
   * @param longest how long to wait
   * @return whether none is in progress
   */
  public boolean awaitIdle(Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lock();
    try {
      while (!inside.isEmpty() && left > 0) {
        left = idle.awaitNanos(left);
      }
      return inside.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** A request in progress. */
  final class Entry implements AutoCloseable {
    private final Runnable onDrain;

    private Entry(Runnable onDrain) {
      this.onDrain = onDrain;
    }

    /** The request has ended. Closing it again does nothing. */
    @Override
    public void close() {
      lock.lock();
      try {
        inside.remove(this);
        if (inside.isEmpty()) {
          idle.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
