// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends what a store is asked for after a time, however much it sends. The timeouts of clients count
 * from the last byte, so a byte now and then would keep them waiting for ever.
 *
 * @param longest how long an answer may take, from the question to its last byte
 */
record Deadline(Duration longest) {
  /**
   * Does {@code work} on a virtual thread, on which an interrupt closes what it reads from.
   *
   * @param what is asked for, for the message
   * @throws RegistryException if it takes too long, and what {@code work} throws
   */
  <T> T within(String what, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("store").start(task);
    try {
      return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw unavailable(what + " did not come whole within " + longest.toSeconds() + " s.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(what + " was not waited for, since the service stops.", e);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case RuntimeException cause -> cause;
        case Error cause -> throw cause;
        case Throwable cause -> unavailable(what + " cannot be read: " + cause.getMessage(), e);
      };
    } finally {
      task.cancel(true);
    }
  }

  private static RegistryException unavailable(String message, Exception cause) {
    return new RegistryException(RegistryFault.STORE_UNAVAILABLE, message, cause);
  }
}
