// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import vn.nghe.service.access.Share;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * The platform threads that decode and recognise, behind a bounded queue. Requests arrive on
 * virtual threads, which must not do such work themselves: it never blocks, so a few of them would
 * hold every carrier and starve the health checks.
 *
 * <p>As many clips as there are workers have a turn at once. A turn lasts one step of decoding or
 * one pass, of at most 30 s of sound; then the clip goes on at once only if nobody else may. Turns
 * go round the callers ({@link FairQueue}), so no caller waits for more than a turn of each other.
 *
 * <p>Among the clips of one caller, a clip is short for its first {@value #SHORT} turns and goes on
 * before those that came later. After these it is long and goes behind them, so that a short clip
 * never waits for the end of a long one. Nobody has to guess how long a clip is before it is
 * decoded: a minute of Opus is as large a file as three seconds of WAV. A caller has as many long
 * clips in progress as there are workers; others wait for one of those to end, so that some end
 * early rather than all late.
 *
 * <p>A clip that has begun holds a thread and a few megabytes between its turns, whatever its
 * length. Long clips that wait for another to end count as waiting.
 */
public final class InferencePool implements AutoCloseable {
  private static final String PLACES = "places in the queue";

  /** What half a minute of sound takes: up to 9 steps of decoding and 3 passes. */
  static final int SHORT = 12;

  private final ReentrantLock lock = new ReentrantLock();
  private final FairQueue<Ticket<?>> waiting = new FairQueue<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("nghe-worker-", 0).factory());
  private final int workers;
  private final int queueCapacity;
  private final int placesPerCaller;
  private final Duration deadline;
  private final WaitEstimate estimate = new WaitEstimate();

  /** Of each caller that has any, how many long clips are in progress. */
  private final Map<String, Integer> longClips = new HashMap<>();

  private int queued;

  /** Long clips that wait for another of their caller to end. */
  private int parked;

  private int begun;
  private int running;
  private boolean closed;

  /**
   * Starts without work.
   *
   * @param settings how many clips are worked on at once, how many may wait, and for how long
   * @param share how many of those that wait may be of one caller
   */
  public InferencePool(InferenceSettings settings, Share share) {
    this(settings.workers(), settings.queueCapacity(), share, settings.requestDeadline());
  }

  InferencePool(int workers, int queueCapacity, Share share, Duration deadline) {
    this.workers = workers;
    this.queueCapacity = queueCapacity;
    this.placesPerCaller = share.of(queueCapacity);
    this.deadline = deadline;
  }

  /** How many clips wait to begin. */
  public int queued() {
    return locked(() -> queued);
  }

  /** How many clips are being worked on. */
  public int running() {
    return locked(() -> running);
  }

  /** How many clips have begun and wait for another turn. */
  public int paused() {
    return locked(() -> begun - running);
  }

  /** A figure to read under the lock. */
  @FunctionalInterface
  private interface Figure {
    int read();
  }

  private int locked(Figure figure) {
    lock.lock();
    try {
      return figure.read();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Refuses early what {@link #run} would most likely refuse late, after its upload.
   *
   * @param caller whose clip it would be
   * @throws RefusedException if the queue is full, or the caller has its share of it
   */
  public void requireSpace(String caller) {
    lock.lock();
    try {
      if (queued + parked >= queueCapacity) {
        throw queueFull();
      }
      if (queuedOf(caller) >= placesPerCaller) {
        throw Share.exceeded(PLACES);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a worker and for its result.
   *
   * @param caller whose clip it is: callers have equal shares of the workers
   * @throws RefusedException if the queue is full or the deadline passes; work that has begun by
   *     then is interrupted
   */
  public <T> T run(String caller, PoolTask<T> job) throws InterruptedException {
    Ticket<T> ticket = new Ticket<>(caller, SHORT, lock.newCondition(), this::pass, job);
    enter(ticket);
    try {
      return ticket.result().get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      abandon(ticket);
      throw RefusedException.of(
          ErrorCode.DEADLINE_EXCEEDED,
          "No result within "
              + deadline.toSeconds()
              + " s. Send shorter audio, or try again when the service is less busy.");
    } catch (InterruptedException e) {
      abandon(ticket);
      throw e;
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  private void enter(Ticket<?> ticket) {
    lock.lock();
    try {
      if (closed) {
        throw RefusedException.shuttingDown();
      }
      waiting.add(ticket.caller(), ticket);
      queued++;
      dispatch();
      if (queued + parked > queueCapacity && waiting.remove(ticket.caller(), ticket)) {
        queued--;
        throw queueFull();
      }
      if (queuedOf(ticket.caller()) > placesPerCaller && waiting.remove(ticket.caller(), ticket)) {
        queued--;
        throw Share.exceeded(PLACES);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many clips of a caller wait to begin, or for another long one to end. */
  private int queuedOf(String caller) {
    return waiting.count(
        caller, ticket -> !ticket.hasBegun() || (ticket.isLong() && !ticket.isInProgress()));
  }

  /** The recogniser ends an interrupted clip within a few seconds' sound. */
  private void abandon(Ticket<?> ticket) {
    ticket.result().cancel(true);
    lock.lock();
    try {
      if (!ticket.hasBegun() && waiting.remove(ticket.caller(), ticket)) {
        queued--;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives turns while there are any and somebody may have one. */
  private void dispatch() {
    while (running < workers) {
      Ticket<?> next = waiting.take(this::may).orElse(null);
      if (next == null) {
        return;
      }
      running++;
      if (next.isLong() && !next.isInProgress()) {
        parked--;
        next.progress(true);
        longClips.merge(next.caller(), 1, Integer::sum);
      }
      next.grant();
      if (!next.hasBegun()) {
        next.begin();
        queued--;
        begun++;
        threads.execute(() -> work(next));
      }
    }
  }

  private boolean may(Ticket<?> ticket) {
    return !ticket.isLong()
        || ticket.isInProgress()
        || longClips.getOrDefault(ticket.caller(), 0) < workers;
  }

  private void work(Ticket<?> ticket) {
    try {
      ticket.work();
    } finally {
      lock.lock();
      try {
        begun--;
        yieldTurn(ticket);
        endProgress(ticket);
        estimate.took(ticket.worked());
        dispatch();
        endIfDone();
      } finally {
        lock.unlock();
      }
    }
  }

  private void yieldTurn(Ticket<?> ticket) {
    if (ticket.hasTurn()) {
      ticket.withdraw();
      running--;
    }
  }

  private boolean pass(Ticket<?> ticket) {
    lock.lock();
    try {
      yieldTurn(ticket);
      await(ticket);
      dispatch();
      while (!ticket.hasTurn()) {
        ticket.granted().await();
      }
      return true;
    } catch (InterruptedException _) {
      if (waiting.remove(ticket.caller(), ticket) && ticket.isLong() && !ticket.isInProgress()) {
        parked--;
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void await(Ticket<?> ticket) {
    if (!ticket.isLong()) {
      waiting.addFirst(ticket.caller(), ticket);
      return;
    }
    if (!ticket.isInProgress()) {
      parked++;
    }
    waiting.add(ticket.caller(), ticket);
  }

  private void endProgress(Ticket<?> ticket) {
    if (ticket.isInProgress()) {
      ticket.progress(false);
      longClips.computeIfPresent(ticket.caller(), (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private static RuntimeException rethrow(Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException("a worker failed", cause);
    };
  }

  private RefusedException queueFull() {
    return RefusedException.of(
            ErrorCode.QUEUE_FULL, "Too many clips are waiting already. Try again a little later.")
        .withRetryAfter(Duration.ofSeconds(estimate.seconds(queued + parked, workers)));
  }

  /** Takes no more work. What was taken runs to its end, unheard if nobody waits any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      endIfDone();
    } finally {
      lock.unlock();
    }
  }

  private void endIfDone() {
    if (closed && queued == 0 && begun == 0) {
      threads.shutdown();
    }
  }
}
