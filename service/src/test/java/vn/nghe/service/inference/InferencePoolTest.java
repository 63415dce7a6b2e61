// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
  private static final int LONG = InferencePool.SHORT + 3;

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
    Clip hour = new Clip("long", LONG).enter("a");
    hour.endPasses(LONG - 2);
    hour.awaitBegun(LONG - 1);
    Clip sentence = new Clip("short", 2).enter("a");
    awaitQueued(1);

    hour.endPass();
    sentence.awaitBegun();
    assertEquals(1, pool.running());
    assertEquals(1, pool.paused());
    sentence.endPass();
    sentence.endPass();
    hour.endPass();

    hour.finish();
    sentence.finish();
    assertEquals(
        List.of("long", "short", "short", "long"), List.copyOf(passes).subList(LONG - 2, LONG + 2));
  }

  @Test
  void aShortClipGoesOnBeforeLaterOnesOfItsCaller() throws Exception {
    Clip first = new Clip("first", 3).enter("a");
    first.awaitBegun();
    Clip second = new Clip("second", 1).enter("a");
    awaitQueued(1);
    first.endPasses(3);
    second.endPass();

    first.finish();
    second.finish();
    assertEquals(List.of("first", "first", "first", "second"), List.copyOf(passes));
  }

  @Test
  void callersTakeTurnsHoweverShortTheirClipsAre() throws Exception {
    Clip first = new Clip("a", 3).enter("a");
    first.awaitBegun();
    Clip second = new Clip("b", 3).enter("b");
    awaitQueued(1);
    first.endPasses(3);
    second.endPasses(3);

    first.finish();
    second.finish();
    assertEquals(List.of("a", "b", "a", "b", "a", "b"), List.copyOf(passes));
  }

  @Test
  void aLongClipGoesOnAtOnceWhereNobodyWaits() throws Exception {
    Clip hour = new Clip("long", LONG).enter("a");
    hour.endPasses(LONG);

    hour.finish();
    assertEquals(LONG, passes.size());
  }

  @Test
  void aCallerWithManyClipsDelaysAnotherByOne() throws Exception {
    Clip first = new Clip("a1", 1).enter("a");
    first.awaitBegun();
    Clip second = new Clip("a2", 1).enter("a");
    awaitQueued(1);
    Clip third = new Clip("a3", 1).enter("a");
    awaitQueued(2);
    Clip other = new Clip("b1", 1).enter("b");
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
  void ofTheLongClipsOfACallerAsManyAreInProgressAsThereAreWorkers() throws Exception {
    Clip first = new Clip("first", LONG).enter("a");
    first.awaitBegun();
    Clip second = new Clip("second", LONG).enter("a");
    awaitQueued(1);

    first.endPasses(LONG);
    second.endPasses(LONG);

    first.finish();
    second.finish();
    List<String> expected = new ArrayList<>(Collections.nCopies(InferencePool.SHORT, "first"));
    expected.addAll(Collections.nCopies(InferencePool.SHORT, "second"));
    expected.addAll(Collections.nCopies(LONG - InferencePool.SHORT, "first"));
    expected.addAll(Collections.nCopies(LONG - InferencePool.SHORT, "second"));
    assertEquals(expected, List.copyOf(passes));
  }

  @Test
  void longClipsThatWaitForAnotherCountAsWaiting() throws Exception {
    pool.close();
    pool = new InferencePool(1, 1, Share.WHOLE, DEADLINE);
    Clip first = new Clip("first", LONG).enter("a");
    first.endPasses(InferencePool.SHORT + 1);
    first.awaitBegun(InferencePool.SHORT + 2);
    Clip second = new Clip("second", LONG).enter("a");
    awaitQueued(1);
    second.endPasses(InferencePool.SHORT);
    first.endPass();
    first.awaitBegun();
    assertEquals(1, pool.paused());
    assertEquals(0, pool.queued());

    RefusedException refusal = assertThrows(RefusedException.class, () -> pool.requireSpace("a"));

    assertEquals(ErrorCode.QUEUE_FULL, refusal.code());
    first.endPasses(LONG);
    second.endPasses(LONG);
    first.finish();
    second.finish();
    pool.requireSpace("a");
  }

  @Test
  void aFullQueueRefusesAtOnceAndTellsWhenToComeBack() throws Exception {
    pool.close();
    pool = new InferencePool(1, 1, Share.WHOLE, DEADLINE);
    Clip running = new Clip("running", 1).enter("a");
    running.awaitBegun();
    Clip waiting = new Clip("waiting", 1).enter("a");
    awaitQueued(1);

    RefusedException early = assertThrows(RefusedException.class, () -> pool.requireSpace("a"));
    RefusedException late = assertThrows(RefusedException.class, () -> pool.run("b", _ -> "never"));

    for (RefusedException refusal : List.of(early, late)) {
      assertEquals(ErrorCode.QUEUE_FULL, refusal.code());
      assertEquals(Optional.of(Duration.ofSeconds(1)), refusal.retryAfter());
    }
    running.endPass();
    waiting.endPass();
    running.finish();
    waiting.finish();
    assertEquals("room again", pool.run("b", _ -> "room again"));
  }

  @Test
  void aClipThatNobodyWaitsForGetsNoFurtherTurn() throws Exception {
    Clip given = new Clip("given up", 2).enter("a");
    given.awaitBegun();
    Clip other = new Clip("other", 1).enter("b");
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

    Clip enter(String caller) {
      result = threads.submit(() -> pool.run(caller, this::work));
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
      awaitBegun(1);
    }

    /** Waits until so many more passes have begun. */
    void awaitBegun(int more) throws InterruptedException {
      begun.acquire(more);
    }

    /** Lets so many passes end, now or when they come to it. */
    void endPasses(int more) {
      ended.release(more);
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
