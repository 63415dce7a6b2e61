// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Times tasks in turns, first one, then the next, and from the beginning: whatever else the machine
 * does meets all of them alike.
 */
final class Turns {
  /** A turn repeats short tasks until their first call after a rest no longer shows. */
  private static final double SHORTEST_TURN = 20e-3;

  /**
   * Between turns. Native thread pools spin for about a millisecond after their work is done, and
   * would take a core away from whoever is next.
   */
  private static final long REST_MILLISECONDS = 10;

  private final Effort effort;

  Turns(Effort effort) {
    this.effort = effort;
  }

  /** The times of one call of each task, in the order of the tasks. */
  List<Timing> time(Runnable... tasks) {
    int[] calls = new int[tasks.length];
    for (int i = 0; i < tasks.length; i++) {
      calls[i] = (int) Math.ceil(SHORTEST_TURN / warmUp(tasks[i]));
    }
    List<List<Double>> times = new ArrayList<>();
    for (int i = 0; i < tasks.length; i++) {
      times.add(new ArrayList<>());
    }
    double end = now() + effort.budget().toNanos() * 1e-9;
    while (times.getFirst().size() < effort.leastTurns() || now() < end) {
      for (int i = 0; i < tasks.length; i++) {
        rest();
        times.get(i).add(seconds(tasks[i], calls[i]) / calls[i]);
      }
    }
    return times.stream().map(Timing::of).toList();
  }

  /** Calls a task until it has had its time and returns the time of the last call. */
  private double warmUp(Runnable task) {
    double end = now() + effort.warmUp().toNanos() * 1e-9;
    double last;
    do {
      last = seconds(task, 1);
    } while (now() < end);
    return last;
  }

  private static double seconds(Runnable task, int calls) {
    double begin = now();
    for (int i = 0; i < calls; i++) {
      task.run();
    }
    return now() - begin;
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
}
