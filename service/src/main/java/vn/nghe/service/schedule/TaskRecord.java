// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.schedule;

import java.time.Duration;
import java.util.function.Consumer;

/** Runs the work of one task, and remembers how that went. Runs follow one another. */
final class TaskRecord {
  private static final System.Logger LOG = System.getLogger(TaskRecord.class.getName());

  /** A task may fail every second; its stack trace is of use once, and the fact once a minute. */
  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final PeriodicTask task;
  private final Duration interval;
  private final PeriodicWork work;
  private final Consumer<PeriodicTask> failures;
  private volatile long succeeded = System.nanoTime();
  private boolean failing;
  private long told;

  /**
   * Counts as successful until the first run.
   *
   * @param failures is told of every run that fails
   */
  TaskRecord(
      PeriodicTask task, Duration interval, PeriodicWork work, Consumer<PeriodicTask> failures) {
    this.task = task;
    this.interval = interval;
    this.work = work;
    this.failures = failures;
  }

  /** How long the last success is ago beyond the interval between two runs; zero if it is not. */
  Duration overdue() {
    Duration late = Duration.ofNanos(System.nanoTime() - succeeded).minus(interval);
    return late.isNegative() ? Duration.ZERO : late;
  }

  /** Never throws: a scheduled executor drops work that does, without a word. */
  void run() {
    try {
      if (work.run()) {
        succeeded = System.nanoTime();
        failing = false;
      } else {
        failures.accept(task);
      }
    } catch (RuntimeException | Error e) {
      report(e);
    }
  }

  /** Where memory is short, even a line of the log may fail. */
  private void report(Throwable e) {
    if (Thread.currentThread().isInterrupted()) {
      // The service stops, and so does what it was about.
      return;
    }
    try {
      failures.accept(task);
      long now = System.nanoTime();
      if (!failing) {
        LOG.log(System.Logger.Level.ERROR, "periodic task " + task.word() + " failed", e);
      } else if (now - told >= REMINDER.toNanos()) {
        LOG.log(System.Logger.Level.ERROR, "periodic task {0} still fails: {1}", task.word(), e);
      } else {
        return;
      }
      failing = true;
      told = now;
    } catch (RuntimeException | Error _) {
      // The next run reports itself.
    }
  }
}
