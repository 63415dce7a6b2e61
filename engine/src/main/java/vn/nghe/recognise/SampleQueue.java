// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded queue of samples between two threads; it keeps their order and loses none. */
public final class SampleQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final float[] ring;
  private int first;
  private int count;
  private boolean ended;
  private boolean cancelled;

  /**
   * @param capacity samples to hold, at least 1
   */
  public SampleQueue(int capacity) {
    this.ring = new float[capacity];
  }

  /**
   * Adds samples; waits for room.
   *
   * @return whether all were taken; not if the queue is cancelled, before or meanwhile
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean put(float[] samples, int length) throws InterruptedException {
    lock.lock();
    try {
      for (int put = 0; put < length; ) {
        while (count == ring.length && !cancelled) {
          changed.await();
        }
        if (cancelled) {
          return false;
        }
        int at = (first + count) % ring.length;
        int fitting = Math.min(length - put, Math.min(ring.length - count, ring.length - at));
        System.arraycopy(samples, put, ring, at, fitting);
        count += fitting;
        put += fitting;
        changed.signalAll();
      }
      return !cancelled;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes samples; waits for the first.
   *
   * @return how many there are in {@code block} now; 0 when no more will come
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public int take(float[] block) throws InterruptedException {
    lock.lock();
    try {
      while (count == 0 && !ended && !cancelled) {
        changed.await();
      }
      if (cancelled) {
        return 0;
      }
      int fitting = Math.min(block.length, Math.min(count, ring.length - first));
      System.arraycopy(ring, first, block, 0, fitting);
      first = (first + fitting) % ring.length;
      count -= fitting;
      changed.signalAll();
      return fitting;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the input. */
  public void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Drops all samples, also those that are added later. */
  public void cancel() {
    lock.lock();
    try {
      cancelled = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  /** Samples in the queue; {@link Integer#MAX_VALUE} once no more will come. */
  public int waiting() {
    lock.lock();
    try {
      return ended || cancelled ? Integer.MAX_VALUE : count;
    } finally {
      lock.unlock();
    }
  }
}
