// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.nghe.service.error.RefusedException;

/**
 * Interrupts the thread that made it when the caller's credentials no longer hold, until it is
 * closed; an interrupt that nobody noticed ends with it.
 */
public final class HeldAccess implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Thread worker = Thread.currentThread();
  private final AccessWatch watch;
  private Optional<RefusedException> loss = Optional.empty();
  private boolean isClosed;

  HeldAccess(Function<Consumer<RefusedException>, AccessWatch> watching) {
    this.watch = watching.apply(this::lose);
  }

  private void lose(RefusedException refusal) {
    lock.lock();
    try {
      if (!isClosed) {
        loss = Optional.of(refusal);
        worker.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What to answer, if the credentials are lost. */
  public Optional<RefusedException> loss() {
    lock.lock();
    try {
      return loss;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    watch.close();
    lock.lock();
    try {
      isClosed = true;
      if (loss.isPresent()) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }
}
