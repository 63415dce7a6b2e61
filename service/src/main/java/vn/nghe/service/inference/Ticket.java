// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.function.Predicate;

/**
 * A clip's place in the pool, from the queue to the result. Whoever calls holds the pool's lock,
 * except for {@link #work} and {@link #result}.
 *
 * @param <T> what comes out
 */
final class Ticket<T> {
  private final String caller;
  private final int shortTurns;
  private final Condition granted;
  private final FutureTask<T> result;
  private boolean begun;
  private boolean inProgress;
  private boolean hasTurn;
  private int turns;
  private long turnSince;
  private long worked;

  /**
   * Waits for its first turn.
   *
   * @param shortTurns after how many turns it counts as long
   * @param granted is told when there is a turn
   * @param pass gives a ticket's turn to others, and tells whether it came back
   */
  Ticket(
      String caller,
      int shortTurns,
      Condition granted,
      Predicate<Ticket<T>> pass,
      PoolTask<T> job) {
    this.caller = caller;
    this.shortTurns = shortTurns;
    this.granted = granted;
    this.result = new FutureTask<>(() -> job.run(new Turns(pass)));
  }

  String caller() {
    return caller;
  }

  /** Whether it has had as many turns as a short clip needs. */
  boolean isLong() {
    return turns >= shortTurns;
  }

  /** Whether it is one of the long clips of its caller that take turns. */
  boolean isInProgress() {
    return inProgress;
  }

  void progress(boolean inProgress) {
    this.inProgress = inProgress;
  }

  /** What the job ends with; cancelling it interrupts the job. */
  FutureTask<T> result() {
    return result;
  }

  /** Does the job, on the calling thread. */
  void work() {
    result.run();
  }

  boolean hasBegun() {
    return begun;
  }

  void begin() {
    begun = true;
  }

  boolean hasTurn() {
    return hasTurn;
  }

  void grant() {
    hasTurn = true;
    turns++;
    turnSince = System.nanoTime();
    granted.signal();
  }

  void withdraw() {
    hasTurn = false;
    worked += System.nanoTime() - turnSince;
  }

  /** Is told of {@link #grant()}. */
  Condition granted() {
    return granted;
  }

  /** How long all turns lasted so far, together. Needs no lock on the thread of the job. */
  Duration worked() {
    return Duration.ofNanos(hasTurn ? worked + System.nanoTime() - turnSince : worked);
  }

  /** The ticket as its job sees it. */
  private final class Turns implements Turn {
    private final Predicate<Ticket<T>> pass;

    private Turns(Predicate<Ticket<T>> pass) {
      this.pass = pass;
    }

    @Override
    public boolean next() {
      return pass.test(Ticket.this);
    }

    @Override
    public Duration worked() {
      return Ticket.this.worked();
    }
  }
}
