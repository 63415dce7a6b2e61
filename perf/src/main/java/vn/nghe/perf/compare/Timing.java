// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.util.Collection;

/**
 * The times of one task over its turns, in seconds.
 *
 * @param lower the first quartile
 * @param median the median, which is reported
 * @param upper the third quartile
 * @param quiet whether the task rarely waited for a core
 */
record Timing(double lower, double median, double upper, boolean quiet) {
  /** Summarises times, in any order. */
  static Timing of(Collection<Double> times, boolean quiet) {
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Timing(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75), quiet);
  }

  /** The median of any figures. */
  static double median(Collection<Double> figures) {
    return of(figures, true).median();
  }

  double milliseconds() {
    return 1e3 * median;
  }

  /** Interpolated between neighbours. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
