// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Times tasks in turns (A B A B), so that other load on the machine affects all of them alike.
 * Turns in which this process waited for a core are left out if enough others remain.
 */
final class Turns {
  /**
   * The shortest turn in seconds; short tasks are repeated, so that the slower first call after a
   * rest does not matter.
   */
  private static final double SHORTEST_TURN = 20e-3;

  /**
   * The rest between turns. Native thread pools spin for about a millisecond after their work and
   * would occupy a core of the next task.
   */
  private static final long REST_MILLISECONDS = 10;

  /** The highest share of a turn that may be spent waiting for a core. */
  private static final double TOLERATED_WAIT = 0.02;

  /** The factor by which the budget may be exceeded to get quiet turns. */
  private static final double PATIENCE = 3;

  private final Effort effort;

  Turns(Effort effort) {
    this.effort = effort;
  }

  /** The times of one call of each task, in the order of the tasks. */
  List<Timing> time(Runnable... tasks) {
    List<Series> all = Stream.of(tasks).map(this::warmUp).toList();
    double begin = now();
    do {
      for (Series series : all) {
        rest();
        series.takeTurn();
      }
    } while (!isEnough(all, now() - begin));
    return all.stream().map(series -> series.timing(effort.leastTurns())).toList();
  }

  private boolean isEnough(List<Series> all, double spent) {
    double budget = effort.budget().toNanos() * 1e-9;
    int least = effort.leastTurns();
    if (spent >= PATIENCE * budget) {
      return all.stream().allMatch(series -> series.turns() >= least);
    }
    return spent >= budget && all.stream().allMatch(series -> series.quiet() >= least);
  }

  /** Calls a task for the time of the warm-up, and measures the last call. */
  private Series warmUp(Runnable task) {
    double end = now() + effort.warmUp().toNanos() * 1e-9;
    double last;
    do {
      double begin = now();
      task.run();
      last = now() - begin;
    } while (now() < end);
    return new Series(task, (int) Math.ceil(SHORTEST_TURN / last));
  }

  private static double now() {
    return System.nanoTime() * 1e-9;
  }

  private static void rest() {
    try {
      Thread.sleep(REST_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }

  /** All turns of one task. */
  private static final class Series {
    private final Runnable task;
    private final int calls;
    private final List<Double> times = new ArrayList<>();
    private final List<Double> quietTimes = new ArrayList<>();

    Series(Runnable task, int calls) {
      this.task = task;
      this.calls = calls;
    }

    void takeTurn() {
      double waited = RunQueue.waited();
      double begin = now();
      for (int i = 0; i < calls; i++) {
        task.run();
      }
      double time = now() - begin;
      times.add(time / calls);
      if (RunQueue.waited() - waited <= TOLERATED_WAIT * time) {
        quietTimes.add(time / calls);
      }
    }

    int turns() {
      return times.size();
    }

    int quiet() {
      return quietTimes.size();
    }

    Timing timing(int least) {
      boolean quiet = quietTimes.size() >= least;
      return Timing.of(quiet ? quietTimes : times, quiet);
    }
  }
}
