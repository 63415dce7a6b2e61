// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.nghe.service.access.Share;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/** Who is worked on when, with clips whose passes end when the test says so. */
class InferencePoolTest {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final long LARGE = InferencePool.SMALL + 1;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> passes = new ConcurrentLinkedQueue<>();
  private InferencePool pool = new InferencePool(1, 8, Share.WHOLE, DEADLINE);

  @AfterEach
  void stopThreads() {
    threads.close();
    pool.close();
  }

  @Test
  void aShortClipWaitsForOnePassOfALongOneAndNotForItsEnd() throws Exception {
    Clip hour = new Clip("long", 3).enter("a", LARGE);
    hour.awaitBegun();
    Clip sentence = new Clip("short", 1).enter("a", 1);
    awaitQueued(1);

    hour.endPass();
    sentence.awaitBegun();
    assertEquals(1, pool.running());
    assertEquals(1, pool.paused());
    sentence.endPass();
    hour.endPass();
    hour.endPass();

    hour.finish();
    sentence.finish();
    assertEquals(List.of("long", "short", "long", "long"), List.copyOf(passes));
  }

  @Test
  void aLongClipGoesOnAtOnceWhereNobodyWaits() throws Exception {
    Clip hour = new Clip("long", 3).enter("a", LARGE);
    hour.endPass();
    hour.endPass();
    hour.endPass();

    hour.finish();
    assertEquals(List.of("long", "long", "long"), List.copyOf(passes));
  }

  @Test
  void aCallerWithManyClipsDelaysAnotherByOne() throws Exception {
    Clip first = new Clip("a1", 1).enter("a", 1);
    first.awaitBegun();
    Clip second = new Clip("a2", 1).enter("a", 1);
    awaitQueued(1);
    Clip third = new Clip("a3", 1).enter("a", 1);
    awaitQueued(2);
    Clip other = new Clip("b1", 1).enter("b", 1);
    awaitQueued(3);

    for (Clip clip : List.of(first, second, third, other)) {
      clip.endPass();
    }

    for (Clip clip : List.of(first, second, third, other)) {
      clip.finish();
    }
    assertEquals(List.of("a1", "a2", "b1", "a3"), List.copyOf(passes));
  }

  @Test
  void longClipsCannotTakeEveryPlace() throws Exception {
    Clip first = new Clip("long 1", 3).enter("a", LARGE);
    first.awaitBegun();
    Clip second = new Clip("long 2", 1).enter("b", LARGE);
    awaitQueued(1);

    first.endPass();
    first.awaitBegun();
    Clip sentence = new Clip("short", 1).enter("c", 1);
    awaitQueued(2);
    for (Clip clip : List.of(first, sentence, first, second)) {
      clip.endPass();
    }

    for (Clip clip : List.of(first, second, sentence)) {
      clip.finish();
    }
    assertEquals(List.of("long 1", "long 1", "short", "long 1", "long 2"), List.copyOf(passes));
  }

  @Test
  void aFullQueueRefusesAtOnceAndTellsWhenToComeBack() throws Exception {
    pool.close();
    pool = new InferencePool(1, 1, Share.WHOLE, DEADLINE);
    Clip running = new Clip("running", 1).enter("a", 1);
    running.awaitBegun();
    Clip waiting = new Clip("waiting", 1).enter("a", 1);
    awaitQueued(1);

    RefusedException early = assertThrows(RefusedException.class, () -> pool.requireSpace("a"));
    RefusedException late =
        assertThrows(RefusedException.class, () -> pool.run("b", 1, _ -> "never"));

    for (RefusedException refusal : List.of(early, late)) {
      assertEquals(ErrorCode.QUEUE_FULL, refusal.code());
      assertEquals(Optional.of(Duration.ofSeconds(1)), refusal.retryAfter());
    }
    running.endPass();
    waiting.endPass();
    running.finish();
    waiting.finish();
    assertEquals("room again", pool.run("b", 1, _ -> "room again"));
  }

  @Test
  void aClipThatNobodyWaitsForGetsNoFurtherTurn() throws Exception {
    Clip given = new Clip("given up", 2).enter("a", LARGE);
    given.awaitBegun();
    Clip other = new Clip("other", 1).enter("b", 1);
    awaitQueued(1);
    given.endPass();
    other.awaitBegun();

    given.giveUp();
    await(() -> pool.paused() == 0);
    other.endPass();

    other.finish();
    await(() -> pool.running() == 0);
    assertEquals(List.of("given up", "other"), List.copyOf(passes));
  }

  private void awaitQueued(int count) {
    await(() -> pool.queued() == count);
  }

  private static void await(BooleanSupplier state) {
    while (!state.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  /** A clip of some passes, which notes each as it begins. */
  private final class Clip {
    private final String name;
    private final int count;
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);
    private Future<String> result;

    Clip(String name, int count) {
      this.name = name;
      this.count = count;
    }

    Clip enter(String caller, long bytes) {
      result = threads.submit(() -> pool.run(caller, bytes, this::work));
      return this;
    }

    private String work(Turn turn) throws InterruptedException {
      for (int i = 0; i < count; i++) {
        passes.add(name);
        begun.release();
        ended.acquire();
        if (i < count - 1) {
          if (!turn.next()) {
            return "cut short";
          }
        }
      }
      return name;
    }

    /** Waits until one more pass has begun. */
    void awaitBegun() throws InterruptedException {
      begun.acquire();
    }

    void endPass() {
      ended.release();
    }

    /** Interrupts the request, as the end of the service does. */
    void giveUp() {
      result.cancel(true);
    }

    void finish() throws Exception {
      assertEquals(name, result.get());
    }
  }
}
