// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  @Test
  void tasksTakeTurns() {
    List<String> calls = new ArrayList<>();
    // No budget: three turns each, quiet or not.
    Turns turns = new Turns(new Effort(Duration.ZERO, Duration.ZERO, 3));
    List<Timing> times = turns.time(() -> slowly(calls, "a"), () -> slowly(calls, "b"));
    // Each is called once to learn how long it takes.
    assertEquals(List.of("a", "b", "a", "b", "a", "b", "a", "b"), calls);
    assertEquals(2, times.size());
    assertTrue(times.getFirst().median() >= 25e-3, times.toString());
  }

  @Test
  void quartilesLieBetweenNeighbours() {
    assertEquals(new Timing(1.75, 2.5, 3.25, true), Timing.of(List.of(4.0, 1.0, 3.0, 2.0), true));
    assertEquals(new Timing(7, 7, 7, false), Timing.of(List.of(7.0), false));
  }

  @Test
  void ratiosAboveOneMeanThatTheEngineIsFaster() {
    Timing ours = new Timing(1, 1, 1, true);
    Timing theirs = new Timing(2, 2, 2, true);
    Line line = Line.ofTimes("pair", ours, theirs, Optional.of(Target.atLeast(1.5)));
    assertEquals(2, line.ratio());
    assertTrue(line.toString().endsWith("≥ 1.5  met"), line.toString());
  }

  /** Longer than the shortest turn, so that a turn is one call. */
  private static void slowly(List<String> calls, String name) {
    calls.add(name);
    long end = System.nanoTime() + 25_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
