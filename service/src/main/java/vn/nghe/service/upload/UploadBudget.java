// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/** The memory that all uploads may take together, those still arriving and those that wait. */
public final class UploadBudget {
  private final long capacity;
  private final AtomicLong used = new AtomicLong();

  /**
   * All of it is free at first.
   *
   * @param capacity in bytes
   */
  public UploadBudget(long capacity) {
    this.capacity = capacity;
  }

  /** Bytes reserved now. */
  public long used() {
    return used.get();
  }

  /**
   * Sets memory aside until the reservation is closed.
   *
   * @param bytes how much
   * @throws RefusedException if that much is not free
   */
  public Reservation reserve(long bytes) {
    Reservation reservation = new Reservation();
    reservation.growTo(bytes);
    return reservation;
  }

  /** Memory set aside for one body. For one thread at a time. */
  public final class Reservation implements AutoCloseable {
    private final AtomicLong held = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Reservation() {}

    /**
     * Sets more memory aside, if this is less.
     *
     * @param bytes how much it is to be on the whole
     * @throws RefusedException if that much is not free
     */
    void growTo(long bytes) {
      long more = bytes - held.get();
      if (more <= 0 || closed.get()) {
        return;
      }
      if (used.addAndGet(more) > capacity) {
        used.addAndGet(-more);
        throw RefusedException.of(
            ErrorCode.UPLOAD_MEMORY_FULL,
            "Too many uploads are under way already. Try again a little later.");
      }
      held.addAndGet(more);
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        used.addAndGet(-held.getAndSet(0));
      }
    }
  }
}
