// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Interrupts the thread that made it when the client leaves, until it is closed; an interrupt that
 * nobody noticed ends with it.
 */
final class Presence implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Thread worker = Thread.currentThread();
  private boolean isOver;
  private boolean isClosed;

  /**
   * Begins to watch.
   *
   * @param chunk what the client sends next; {@code null} if it has left
   */
  static Presence of(CompletableFuture<byte[]> chunk) {
    Presence presence = new Presence();
    var _ = chunk.whenComplete((bytes, failure) -> presence.see(bytes));
    return presence;
  }

  private void see(byte[] bytes) {
    lock.lock();
    try {
      if (bytes == null && !isClosed) {
        isOver = true;
        worker.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the client has left while somebody cared. */
  boolean isOver() {
    lock.lock();
    try {
      return isOver;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      if (isOver) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }
}
