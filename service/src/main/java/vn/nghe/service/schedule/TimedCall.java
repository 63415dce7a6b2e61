// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.schedule;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends what another server is asked for after a time, however much it sends. The timeouts of
 * clients count from the last byte, so a byte now and then would keep them waiting for ever.
 */
public final class TimedCall {
  private TimedCall() {}

  /**
   * Does {@code work} on a virtual thread, on which an interrupt closes what it reads from.
   *
   * @param longest from the question to the last byte of the answer
   * @param thread the name of the thread
   * @throws TimeoutException if it takes longer
   * @throws ExecutionException with what {@code work} throws
   * @throws InterruptedException if the caller is interrupted
   */
  public static <T> T within(Duration longest, String thread, Callable<T> work)
      throws TimeoutException, ExecutionException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name(thread).start(task);
    try {
      return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      task.cancel(true);
    }
  }
}
