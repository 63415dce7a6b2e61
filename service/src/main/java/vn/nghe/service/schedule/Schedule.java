// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.schedule;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import vn.nghe.service.observe.ServiceMetrics;

/**
 * Runs all periodic work of the service, and tells when some of it has not succeeded for a while.
 * Every task has a thread, so that one that waits for a slow disk or store delays no other.
 */
public final class Schedule implements AutoCloseable {
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          0, Thread.ofPlatform().daemon().name("nghe-periodic-", 0).factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<PeriodicTask, TaskRecord> records = new EnumMap<>(PeriodicTask.class);
  private final Consumer<PeriodicTask> failures;

  /** Begins without tasks. */
  public Schedule(ServiceMetrics metrics) {
    failures =
        metrics.counter(
            "nghe_periodic_failures_total",
            "Runs of periodic tasks that failed",
            "task",
            PeriodicTask.class);
    metrics.gauge(
        "nghe_periodic_overdue_seconds",
        "How long the last success of a periodic task is ago, beyond its interval",
        "task",
        PeriodicTask.class,
        task -> overdue(task).toMillis() / 1e3);
  }

  /**
   * Runs {@code work} now and then {@code interval} after each run. A task can be added once.
   *
   * @throws IllegalStateException if it was added before
   */
  public void every(PeriodicTask task, Duration interval, PeriodicWork work) {
    TaskRecord added = new TaskRecord(task, interval, work, failures);
    lock.lock();
    try {
      if (records.putIfAbsent(task, added) != null) {
        throw new IllegalStateException(task + " is scheduled already");
      }
      executor.setCorePoolSize(records.size());
    } finally {
      lock.unlock();
    }
    var _ =
        executor.scheduleWithFixedDelay(added::run, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * How long the last success of a task is ago, beyond its interval: zero while it succeeds, and
   * where there is no such task.
   */
  public Duration overdue(PeriodicTask task) {
    lock.lock();
    try {
      TaskRecord found = records.get(task);
      return found == null ? Duration.ZERO : found.overdue();
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts what runs; nothing runs after. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
