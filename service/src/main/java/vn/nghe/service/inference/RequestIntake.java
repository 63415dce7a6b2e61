// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.util.concurrent.atomic.AtomicBoolean;
import vn.nghe.service.error.RefusedException;

/**
 * Takes requests in: each gets a model, and the service does not stop before it ends. A request is
 * either refused or waited for.
 *
 * @param models what requests work with
 * @param drain what requests are counted by
 */
public record RequestIntake(ModelLender models, Drain drain) {
  /** Before the first model is loaded. */
  public RequestIntake() {
    this(new ModelLender(), new Drain());
  }

  /** Whether a request would be taken now. */
  public boolean isReady() {
    return !drain.hasBegun() && models.hasModel();
  }

  /**
   * Takes a request, until the result is closed.
   *
   * @throws RefusedException if none is taken now
   */
  public Work begin() {
    return begin(() -> {});
  }

  /**
   * Takes a request that may go on for long, until the result is closed.
   *
   * @param onDrain is run once if the service is to stop meanwhile; must not block
   * @throws RefusedException if none is taken now
   */
  public Work begin(Runnable onDrain) {
    Drain.Entry entry = drain.enter(onDrain);
    try {
      return new Work(entry, models.lend());
    } catch (RefusedException e) {
      entry.close();
      throw e;
    }
  }

  /** A request that was taken. */
  public static final class Work implements AutoCloseable {
    private final Drain.Entry entry;
    private final ModelLoan loan;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Work(Drain.Entry entry, ModelLoan loan) {
      this.entry = entry;
      this.loan = loan;
    }

    /** The model to serve the request with. */
    public LoadedModel model() {
      return loan.model();
    }

    /** The request has ended. Closing it again does nothing. */
    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        loan.close();
        entry.close();
      }
    }
  }
}
