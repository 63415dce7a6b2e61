// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

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
    if (used.addAndGet(bytes) > capacity) {
      used.addAndGet(-bytes);
      throw RefusedException.of(
          ErrorCode.UPLOAD_MEMORY_FULL,
          "Too many uploads are under way already. Try again a little later.");
    }
    return () -> used.addAndGet(-bytes);
  }

  /** Memory set aside; to be closed once. */
  @FunctionalInterface
  public interface Reservation extends AutoCloseable {
    @Override
    void close();
  }
}
