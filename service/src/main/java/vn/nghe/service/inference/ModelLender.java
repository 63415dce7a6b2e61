// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * Lends the model that is served. It may be replaced at any time: a request keeps the model that it
 * began with, and a replaced model is closed when the last request that uses it ends.
 */
public final class ModelLender {
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger open = new AtomicInteger();
  private Optional<Holding> current = Optional.empty();
  private boolean loaded;
  private boolean closed;

  /** A model and how many requests use it. Read and changed under the lock. */
  private static final class Holding {
    private final LoadedModel model;
    private int users;
    private boolean retired;

    private Holding(LoadedModel model) {
      this.model = model;
    }

    private boolean isUnused() {
      return retired && users == 0;
    }
  }

  /**
   * From now on lends this model, and closes it when it is no longer needed. Requests that use
   * another go on with it.
   */
  public void serve(LoadedModel model) {
    open.incrementAndGet();
    replace(Optional.of(new Holding(model)));
  }

  /** Closes the model, now or when the last request that uses it ends, and lends no other. */
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    replace(Optional.empty());
  }

  private void replace(Optional<Holding> next) {
    Optional<Holding> unused;
    lock.lock();
    try {
      // A model that arrives after the end is closed at once.
      Optional<Holding> old = closed && next.isPresent() ? next : current;
      loaded |= next.isPresent();
      current = closed ? Optional.empty() : next;
      old.ifPresent(holding -> holding.retired = true);
      unused = old.filter(Holding::isUnused);
    } finally {
      lock.unlock();
    }
    unused.ifPresent(this::free);
  }

  private void free(Holding unused) {
    unused.model.close();
    open.decrementAndGet();
  }

  /** How many models take up memory: one, or more while requests finish on replaced ones. */
  public int openModels() {
    return open.get();
  }

  /** Whether there is a model to lend. */
  public boolean hasModel() {
    lock.lock();
    try {
      return current.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there ever was one. */
  public boolean hasLoaded() {
    lock.lock();
    try {
      return loaded;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The model, for a look at its description.
   *
   * @throws RefusedException if it is still being loaded
   */
  public LoadedModel current() {
    lock.lock();
    try {
      return holding().model;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lends the model until the loan is closed.
   *
   * @throws RefusedException if it is still being loaded
   */
  ModelLoan lend() {
    lock.lock();
    try {
      Holding lent = holding();
      lent.users++;
      return new ModelLoan(lent.model, () -> takeBack(lent));
    } finally {
      lock.unlock();
    }
  }

  private Holding holding() {
    return current.orElseThrow(
        () ->
            RefusedException.of(
                ErrorCode.MODEL_LOADING, "The model is still being loaded. Try again shortly."));
  }

  private void takeBack(Holding lent) {
    boolean unused;
    lock.lock();
    try {
      lent.users--;
      unused = lent.isUnused();
    } finally {
      lock.unlock();
    }
    if (unused) {
      // A worker may still be busy with a clip that nobody waits for, and closing waits for that.
      Thread.ofVirtual().name("nghe-free").start(() -> free(lent));
    }
  }
}
