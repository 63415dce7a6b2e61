// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import vn.nghe.service.error.RefusedException;

/**
 * A platform thread on which one thing is done after another: models are changed, or downloaded.
 * Requests for changes come on virtual threads, whose carriers must not be held by loading and
 * warming up.
 */
final class ChangeThread implements AutoCloseable {
  private final ExecutorService thread;

  ChangeThread(String name) {
    thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
  }

  /**
   * Runs a change, and throws what it throws.
   *
   * @throws vn.nghe.service.error.RefusedException if the service ends before
   */
  <T> T await(Callable<T> change) {
    try {
      return thread.submit(change).get();
    } catch (InterruptedException _) {
      // The server interrupts only those whom its grace period was not enough for.
      Thread.currentThread().interrupt();
      throw RefusedException.shuttingDown();
    } catch (RejectedExecutionException | CancellationException _) {
      throw RefusedException.shuttingDown();
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case RuntimeException cause -> cause;
        case Error cause -> throw cause;
        case Throwable cause -> new IllegalStateException("a change of the model failed", cause);
      };
    }
  }

  /** Interrupts the change that runs, and answers those who wait for others. */
  @Override
  public void close() {
    for (Runnable left : thread.shutdownNow()) {
      if (left instanceof Future<?> pending) {
        pending.cancel(false);
      }
    }
  }
}
