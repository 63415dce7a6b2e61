// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

/** How many threads a benchmark's {@code threads} stands for. */
final class Cores {
  private Cores() {}

  /**
   * Reads the parameter.
   *
   * @param threads a number, or {@code all} for one thread on each core
   */
  static int count(String threads) {
    return threads.equals("all")
        ? Runtime.getRuntime().availableProcessors()
        : Integer.parseInt(threads);
  }
}
