// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.nghe.service.observe.ServiceMetrics;

class ScheduleTest {
  private static final Duration INTERVAL = Duration.ofMillis(1);

  private final ServiceMetrics metrics = new ServiceMetrics();
  private final Schedule schedule = new Schedule(metrics);
  private final Semaphore runs = new Semaphore(0);

  @AfterEach
  void end() {
    schedule.close();
  }

  private boolean countRun() {
    runs.release();
    return true;
  }

  private double failures(PeriodicTask task) {
    String series = "nghe_periodic_failures_total{task=\"" + task.word() + "\"} ";
    return new String(metrics.scrape(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .sum();
  }

  @Test
  void anErrorDoesNotEndTheRuns() throws Exception {
    Semaphore begun = new Semaphore(0);
    schedule.every(
        PeriodicTask.KEY_FILE,
        INTERVAL,
        () -> {
          begun.release();
          throw new OutOfMemoryError("Required array size too large");
        });

    begun.acquire(3);
    // The third run counts itself after it began.
    while (failures(PeriodicTask.KEY_FILE) < 3) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anExceptionDoesNotEndTheRuns() throws Exception {
    schedule.every(
        PeriodicTask.KEY_FILE,
        INTERVAL,
        () -> {
          countRun();
          throw new IllegalStateException("no good");
        });

    runs.acquire(3);
  }

  @Test
  void aTaskThatFailsBecomesOverdueAndOneThatSucceedsIsNot() throws Exception {
    schedule.every(
        PeriodicTask.MODEL_STORE,
        INTERVAL,
        () -> {
          countRun();
          return false;
        });
    runs.acquire(2);
    Duration early = schedule.overdue(PeriodicTask.MODEL_STORE);
    runs.acquire(2);

    Duration late = schedule.overdue(PeriodicTask.MODEL_STORE);
    assertTrue(late.compareTo(early) > 0, early + " " + late);
    assertEquals(Duration.ZERO, schedule.overdue(PeriodicTask.KEY_FILE));
  }

  @Test
  void aTaskThatHangsDelaysNoOther() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    schedule.every(
        PeriodicTask.MODEL_STORE,
        INTERVAL,
        () -> {
          hanging.countDown();
          try {
            end.await();
          } catch (InterruptedException _) {
            return false;
          }
          return true;
        });
    hanging.await();
    schedule.every(PeriodicTask.KEY_FILE, INTERVAL, this::countRun);

    runs.acquire(3);
    end.countDown();
  }

  @Test
  void aTaskIsScheduledOnce() {
    schedule.every(PeriodicTask.KEY_FILE, Duration.ofHours(1), this::countRun);
    assertThrows(
        IllegalStateException.class,
        () -> schedule.every(PeriodicTask.KEY_FILE, INTERVAL, this::countRun));
  }
}
