// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.schedule;

/** One run of a {@link PeriodicTask}. */
@FunctionalInterface
public interface PeriodicWork {
  /**
   * Runs once. Whatever is thrown is logged and counted.
   *
   * @return whether the run reached its purpose; {@code false} stands for a failure that the work
   *     has logged itself
   */
  boolean run();
}
