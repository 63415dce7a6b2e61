// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.nghe.service.http.ApiException;
import vn.nghe.service.http.ErrorCode;

/**
 * The platform threads that decode and recognise, behind a bounded queue. Requests arrive on
 * virtual threads, which must not do such work themselves: it never blocks, so a few of them would
 * hold every carrier and starve the health checks.
 */
public final class InferencePool implements AutoCloseable {
  private final ThreadPoolExecutor workers;
  private final Duration deadline;

  /**
   * Starts without work.
   *
   * @param workers how many clips are worked on at once, at least 1
   * @param queueCapacity how many more may wait, at least 1
   * @param deadline how long a clip may wait and be worked on, together
   */
  public InferencePool(int workers, int queueCapacity, Duration deadline) {
    this.workers =
        new ThreadPoolExecutor(
            workers,
            workers,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueCapacity),
            Thread.ofPlatform().name("nghe-worker-", 0).factory());
    this.deadline = deadline;
  }

  /** How many clips wait. */
  public int queued() {
    return workers.getQueue().size();
  }

  /** How many clips are being worked on. */
  public int running() {
    return workers.getActiveCount();
  }

  /**
   * Refuses early what {@link #run(Callable)} would most likely refuse late, after its upload.
   *
   * @throws ApiException if the queue is full
   */
  public void requireSpace() {
    if (workers.getQueue().remainingCapacity() == 0) {
      throw queueFull();
    }
  }

  /**
   * Waits for a worker and for its result.
   *
   * @throws ApiException if the queue is full or the deadline passes; work that has begun by then
   *     is interrupted
   */
  public <T> T run(Callable<T> work) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    try {
      workers.execute(task);
    } catch (RejectedExecutionException _) {
      throw queueFull();
    }
    try {
      return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      abandon(task);
      throw ApiException.of(
          ErrorCode.DEADLINE_EXCEEDED,
          "No result within "
              + deadline.toSeconds()
              + " s. Send shorter audio, or try again when the service is less busy.");
    } catch (InterruptedException e) {
      abandon(task);
      throw e;
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  /** The recogniser ends an interrupted clip within a few seconds' sound. */
  private void abandon(FutureTask<?> task) {
    task.cancel(true);
    workers.remove(task);
  }

  private static RuntimeException rethrow(Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException("a worker failed", cause);
    };
  }

  private static ApiException queueFull() {
    return ApiException.of(
        ErrorCode.QUEUE_FULL, "Too many clips are waiting already. Try again a little later.");
  }

  /** Takes no more work. What has begun runs to its end, unheard if nobody waits any more. */
  @Override
  public void close() {
    workers.shutdown();
  }
}
