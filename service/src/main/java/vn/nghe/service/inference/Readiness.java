// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import vn.nghe.service.http.ApiException;
import vn.nghe.service.http.ErrorCode;

/**
 * Whether the service takes work, and how much it has: first the model loads, then requests come
 * and go, then it drains. A request is either refused or waited for, never in between.
 */
public final class Readiness {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private Optional<LoadedModel> model = Optional.empty();
  private boolean draining;
  private int inFlight;

  /** From here on the service takes work. */
  public void ready(LoadedModel loaded) {
    Objects.requireNonNull(loaded, "loaded");
    lock.lock();
    try {
      model = Optional.of(loaded);
    } finally {
      lock.unlock();
    }
  }

  /** From here on the service finishes what it has and takes no more. */
  public void drain() {
    lock.lock();
    try {
      draining = true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@link #drain()} was called. */
  public boolean draining() {
    lock.lock();
    try {
      return draining;
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@link #ready} was called; true for good. */
  public boolean isStarted() {
    lock.lock();
    try {
      return model.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a request would be taken now. */
  public boolean isReady() {
    lock.lock();
    try {
      return !draining && model.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The model, to look at.
   *
   * @throws ApiException if it is still being loaded
   */
  public LoadedModel model() {
    lock.lock();
    try {
      return model.orElseThrow(Readiness::loading);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a request, until the result is closed.
   *
   * @throws ApiException if no work is taken now
   */
  public Work begin() {
    lock.lock();
    try {
      if (draining) {
        throw shuttingDown();
      }
      Work work = new Work(model.orElseThrow(Readiness::loading));
      inFlight++;
      return work;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until no request is left.
   *
   * @param longest how long to wait
   * @return whether none is left
   */
  public boolean awaitIdle(Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lock();
    try {
      while (inFlight > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
      return inFlight == 0;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      inFlight--;
      if (inFlight == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The refusal of a request that an instance on its way down gets. */
  public static ApiException shuttingDown() {
    return ApiException.of(
        ErrorCode.SHUTTING_DOWN, "This instance is shutting down. Ask another, or try again.");
  }

  private static ApiException loading() {
    return ApiException.of(
        ErrorCode.MODEL_LOADING, "The model is still being loaded. Try again shortly.");
  }

  /** A request that was taken; to be closed once. */
  public final class Work implements AutoCloseable {
    private final LoadedModel served;

    private Work(LoadedModel served) {
      this.served = served;
    }

    /** The model to serve it with. */
    public LoadedModel model() {
      return served;
    }

    @Override
    public void close() {
      end();
    }
  }
}
