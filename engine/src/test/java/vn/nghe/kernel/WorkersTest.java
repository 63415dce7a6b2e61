// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 1000})
  void everyTaskRunsOnce(int count) {
    try (Workers workers = new Workers(4)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(count);
      workers.forEach(count, runs::incrementAndGet);
      for (int i = 0; i < count; i++) {
        assertEquals(1, runs.get(i));
      }
    }
  }

  @Test
  void allThreadsWorkOnOneCall() {
    try (Workers workers = new Workers(3)) {
      CountDownLatch together = new CountDownLatch(3);
      // Each task waits for the others: this ends only if three threads run at once.
      workers.forEach(
          3,
          task -> {
            together.countDown();
            try {
              together.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          });
      assertEquals(0, together.getCount());
    }
  }

  @Test
  void whatATaskThrowsReachesTheCallerAfterTheRestHasRun() {
    try (Workers workers = new Workers(3)) {
      IllegalStateException fault = new IllegalStateException("task 7");
      AtomicIntegerArray runs = new AtomicIntegerArray(100);
      RuntimeException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  workers.forEach(
                      100,
                      task -> {
                        runs.incrementAndGet(task);
                        if (task == 7) {
                          throw fault;
                        }
                      }));
      assertSame(fault, thrown);
      for (int i = 0; i < 100; i++) {
        assertEquals(1, runs.get(i));
      }
      workers.forEach(100, runs::decrementAndGet);
    }
  }

  @Test
  void manyCallersShareTheHelpers() throws Exception {
    try (Workers workers = new Workers(3);
        ExecutorService callers = Executors.newFixedThreadPool(8)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(8 * 500);
      List<Future<?>> calls = new ArrayList<>();
      for (int caller = 0; caller < 8; caller++) {
        int first = caller * 500;
        calls.add(
            callers.submit(() -> workers.forEach(500, task -> runs.incrementAndGet(first + task))));
      }
      for (Future<?> call : calls) {
        call.get();
      }
      for (int i = 0; i < runs.length(); i++) {
        assertEquals(1, runs.get(i));
      }
    }
  }

  @Test
  void anInterruptedCallerFinishesAndStaysInterrupted() {
    try (Workers workers = new Workers(2)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(50);
      Thread.currentThread().interrupt();
      workers.forEach(50, runs::incrementAndGet);
      assertTrue(Thread.interrupted());
      for (int i = 0; i < 50; i++) {
        assertEquals(1, runs.get(i));
      }
    }
  }

  @Test
  void noThreadsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Workers(0));
  }
}
