// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import vn.nghe.service.error.RefusedException;

/** So many places, of which each caller may take its share. */
public final class SharedPlaces {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Integer> taken = new HashMap<>();
  private final String name;
  private final int capacity;
  private final int perCaller;
  private int sum;

  /**
   * All are free at first.
   *
   * @param name what they are called where one is refused, in the plural
   */
  public SharedPlaces(String name, int capacity, Share share) {
    this.name = name;
    this.capacity = capacity;
    this.perCaller = share.of(capacity);
  }

  /** How many are taken now. */
  public int taken() {
    lock.lock();
    try {
      return sum;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes one, until the result is closed.
   *
   * @param full what to throw if none is free
   * @throws RefusedException if none is free, or the caller has its share
   */
  public Place take(String caller, Supplier<RefusedException> full) {
    lock.lock();
    try {
      if (sum >= capacity) {
        throw full.get();
      }
      if (taken.getOrDefault(caller, 0) >= perCaller) {
        throw Share.exceeded(name);
      }
      taken.merge(caller, 1, Integer::sum);
      sum++;
      return new Place(caller);
    } finally {
      lock.unlock();
    }
  }

  /** A place that is taken. */
  public final class Place implements AutoCloseable {
    private final String caller;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Place(String caller) {
      this.caller = caller;
    }

    /** Gives it back. Closing it again does nothing. */
    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        lock.lock();
        try {
          sum--;
          taken.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
        } finally {
          lock.unlock();
        }
      }
    }
  }
}
