// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusalDetail;
import vn.nghe.service.error.RefusedException;

/** Holds every caller to its limits. */
public final class CallerLimits {
  /**
   * Callers remembered before those that have been idle are forgotten; a few hundred bytes each.
   */
  private static final int MANY = 10_000;

  private final AudioUsage usage;
  private final ConcurrentHashMap<String, State> states = new ConcurrentHashMap<>();

  /**
   * Starts with nobody at work.
   *
   * @param usage what was transcribed so far
   */
  public CallerLimits(AudioUsage usage) {
    this.usage = usage;
  }

  /** What one caller is up to; {@code running} lives on where limits change. */
  private record State(Limits limits, Optional<RequestRate> rate, AtomicInteger running) {
    static State of(Limits limits, AtomicInteger running) {
      int perMinute = limits.requestsPerMinute();
      return new State(
          limits,
          perMinute == 0 ? Optional.empty() : Optional.of(new RequestRate(perMinute)),
          running);
    }

    boolean isIdle() {
      return running.get() == 0 && rate.map(RequestRate::isFull).orElse(true);
    }
  }

  /**
   * Lets a request in, until the result is closed.
   *
   * @param caller who asks
   * @param limits what that caller may use
   * @throws RefusedException if it is one too many at once or in this minute
   */
  public Admission admit(String caller, Limits limits) {
    if (limits.equals(Limits.NONE)) {
      return new Admission(Optional.empty(), new AtomicInteger(), AudioMeter.UNLIMITED);
    }
    forgetIdle();
    // The request is counted in the same step, so that its state is not forgotten meanwhile.
    State state =
        states.compute(
            caller,
            (_, old) -> {
              State next = stateFor(limits, old);
              next.running().incrementAndGet();
              return next;
            });
    try {
      requireSlot(state);
      return new Admission(
          state.rate().map(RequestRate::take), state.running(), usage.meter(caller, limits));
    } catch (RefusedException e) {
      state.running().decrementAndGet();
      throw e;
    }
  }

  private static State stateFor(Limits limits, State old) {
    if (old == null) {
      return State.of(limits, new AtomicInteger());
    }
    return old.limits().equals(limits) ? old : State.of(limits, old.running());
  }

  private static void requireSlot(State state) {
    int most = state.limits().concurrency();
    if (most > 0 && state.running().get() > most) {
      throw RefusedException.of(
              ErrorCode.CONCURRENCY_LIMIT_EXCEEDED,
              "These credentials allow " + most + " requests at once. Wait for one to end.")
          .withRetryAfter(Duration.ofSeconds(1));
    }
  }

  private void forgetIdle() {
    if (states.size() > MANY) {
      for (String caller : states.keySet()) {
        states.computeIfPresent(caller, (_, state) -> state.isIdle() ? null : state);
      }
    }
  }

  /** A request that was let in; to be closed once. */
  public static final class Admission implements AutoCloseable {
    private final Optional<RefusalDetail.Allowance> allowance;
    private final AtomicInteger running;
    private final AudioMeter meter;

    private Admission(
        Optional<RefusalDetail.Allowance> allowance, AtomicInteger running, AudioMeter meter) {
      this.allowance = allowance;
      this.running = running;
      this.meter = meter;
    }

    /** What the client has left, where its requests are counted. */
    public Optional<RefusalDetail.Allowance> allowance() {
      return allowance;
    }

    /** Where this request's audio is counted. */
    public AudioMeter meter() {
      return meter;
    }

    @Override
    public void close() {
      running.decrementAndGet();
    }
  }
}
