// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that share the arithmetic of a pass. The caller always works on its own pass and helpers
 * join when they are free, so concurrent callers never wait for each other.
 */
public final class Workers implements AutoCloseable {
  /** Rounds of polling before a caller parks: about the time a task takes, some 20 microseconds. */
  private static final int SPINS = 2_000;

  private final LinkedTransferQueue<Job> jobs = new LinkedTransferQueue<>();
  private final Thread[] helpers;

  /**
   * @param threads how many threads work on one call, the caller included; at least 1
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
    helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = Thread.ofPlatform().daemon().name("nghe-kernel-", i).start(this::help);
    }
  }

  /** How many threads work on one call, the caller included. */
  public int threads() {
    return helpers.length + 1;
  }

  /**
   * Runs {@code task} for 0 to {@code count - 1} in no particular order and returns when all are
   * done.
   *
   * @throws RuntimeException the first one a task threw, after the others have ended
   */
  public void forEach(int count, IntConsumer task) {
    int helping = Math.min(helpers.length, count - 1);
    if (helping <= 0) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    Job job = new Job(count, task, Thread.currentThread());
    for (int i = 0; i < helping; i++) {
      jobs.put(job);
    }
    job.work();
    job.await();
  }

  /** Ends the helpers. Calls made afterwards run on the caller alone. */
  @Override
  public void close() {
    for (Thread helper : helpers) {
      helper.interrupt();
    }
  }

  private void help() {
    try {
      while (true) {
        jobs.take().work();
      }
    } catch (InterruptedException closed) {
      // Closing interrupts the helpers, which ends them.
    }
  }

  private static final class Job {
    private final int count;
    private final IntConsumer task;
    private final Thread caller;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger unfinished;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Job(int count, IntConsumer task, Thread caller) {
      this.count = count;
      this.task = task;
      this.caller = caller;
      this.unfinished = new AtomicInteger(count);
    }

    void work() {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        try {
          task.accept(i);
        } catch (RuntimeException | Error thrown) {
          failure.compareAndSet(null, thrown);
        }
        if (unfinished.decrementAndGet() == 0) {
          LockSupport.unpark(caller);
        }
      }
    }

    void await() {
      boolean interrupted = false;
      for (int spins = 0; unfinished.get() > 0; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
          // A parked thread that is interrupted no longer parks; remember it and go on waiting.
          interrupted |= Thread.interrupted();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      switch (failure.get()) {
        case null -> {}
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case Throwable thrown -> throw new AssertionError(thrown);
      }
    }
  }
}
