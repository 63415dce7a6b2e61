// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

/** The value of a benchmark's parameter {@code threads}. */
final class Cores {
  private Cores() {}

  /**
   * Parses the parameter.
   *
   * @param threads a number, or {@code all} for one thread on each core
   */
  static int count(String threads) {
    return threads.equals("all")
        ? Runtime.getRuntime().availableProcessors()
        : Integer.parseInt(threads);
  }
}
