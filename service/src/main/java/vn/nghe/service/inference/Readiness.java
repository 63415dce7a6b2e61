// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * Whether the service takes work, and how much it has: first the model loads, then requests come
 * and go, then it drains. A request is either refused or waited for, never in between.
 *
 * <p>The model may be replaced at any time. A request keeps the one it began with; a model that was
 * replaced is closed when the last request that has it ends.
 */
public final class Readiness {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final AtomicInteger open = new AtomicInteger();
  private Optional<Lent> current = Optional.empty();
  private final Set<Work> inFlight = new HashSet<>();
  private boolean started;
  private boolean draining;
  private boolean closed;

  /**
   * From here on the service takes work with this model, and closes it when it is no longer needed.
   * Who has begun with another goes on with that.
   */
  public void ready(LoadedModel loaded) {
    open.incrementAndGet();
    replace(Optional.of(new Lent(loaded)));
  }

  /** Closes the model, now or when the last request that has it ends; there will be no other. */
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    replace(Optional.empty());
  }

  private void replace(Optional<Lent> next) {
    Optional<Lent> unwanted;
    lock.lock();
    try {
      // After the end, the one that comes is the one that goes.
      Optional<Lent> old = closed && next.isPresent() ? next : current;
      started |= next.isPresent();
      current = closed ? Optional.empty() : next;
      unwanted = old.filter(Lent::retire);
    } finally {
      lock.unlock();
    }
    unwanted.ifPresent(this::free);
  }

  private void free(Lent unwanted) {
    unwanted.model().close();
    open.decrementAndGet();
  }

  /** How many models take up memory: one, or more while requests finish on those before. */
  public int openModels() {
    return open.get();
  }

  /** From here on the service finishes what it has and takes no more. */
  public void drain() {
    List<Work> told;
    lock.lock();
    try {
      draining = true;
      told = List.copyOf(inFlight);
    } finally {
      lock.unlock();
    }
    told.forEach(work -> work.onDrain.run());
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
      return started;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a request would be taken now. */
  public boolean isReady() {
    lock.lock();
    try {
      return !draining && current.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The model, to look at.
   *
   * @throws RefusedException if it is still being loaded
   */
  public LoadedModel model() {
    lock.lock();
    try {
      return current.map(Lent::model).orElseThrow(Readiness::loading);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a request, until the result is closed.
   *
   * @throws RefusedException if no work is taken now
   */
  public Work begin() {
    return begin(() -> {});
  }

  /**
   * Takes a request that may go on for long, until the result is closed.
   *
   * @param onDrain is run once if the service is to stop meanwhile; must not block
   * @throws RefusedException if no work is taken now
   */
  public Work begin(Runnable onDrain) {
    lock.lock();
    try {
      if (draining) {
        throw RefusedException.shuttingDown();
      }
      Lent lent = current.orElseThrow(Readiness::loading);
      lent.take();
      Work work = new Work(lent, onDrain);
      inFlight.add(work);
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
      while (!inFlight.isEmpty() && left > 0) {
        left = idle.awaitNanos(left);
      }
      return inFlight.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void end(Work work) {
    boolean unwanted;
    lock.lock();
    try {
      // A use is given back once, however often it is closed.
      unwanted = inFlight.remove(work) && work.lent.giveBack();
      if (inFlight.isEmpty()) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (unwanted) {
      // A worker may still be busy with a clip that nobody waits for, and closing waits for that.
      Thread.ofVirtual().name("nghe-free").start(() -> free(work.lent));
    }
  }

  private static RefusedException loading() {
    return RefusedException.of(
        ErrorCode.MODEL_LOADING, "The model is still being loaded. Try again shortly.");
  }

  /** A request that was taken, to be closed. */
  public final class Work implements AutoCloseable {
    private final Lent lent;
    private final Runnable onDrain;

    private Work(Lent lent, Runnable onDrain) {
      this.lent = lent;
      this.onDrain = onDrain;
    }

    /** The model to serve it with. */
    public LoadedModel model() {
      return lent.model();
    }

    @Override
    public void close() {
      end(this);
    }
  }
}
