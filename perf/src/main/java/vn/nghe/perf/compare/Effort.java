// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.time.Duration;

/**
 * The time for one comparison.
 *
 * @param warmUp time for each task before its first turn
 * @param budget time for all turns of all tasks together
 * @param leastTurns the fewest turns of a task, whatever the budget
 */
record Effort(Duration warmUp, Duration budget, int leastTurns) {
  /** For a table in a few minutes. */
  static final Effort SHORT = new Effort(Duration.ofMillis(100), Duration.ofMillis(800), 5);

  /** For figures to publish. */
  static final Effort FULL = new Effort(Duration.ofMillis(500), Duration.ofSeconds(2), 11);
}
