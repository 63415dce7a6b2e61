// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.util.Optional;

/**
 * One line of the table.
 *
 * @param name what is compared
 * @param ours the engine's figure
 * @param theirs the yardstick's
 * @param unit of both
 * @param ratio what the target is about
 */
record Line(
    String name, double ours, double theirs, String unit, double ratio, Optional<Target> target) {

  /** Times in milliseconds; a ratio above 1 means that the engine is faster. */
  static Line ofTimes(String name, Timing ours, Timing theirs, Target target) {
    return new Line(
        name,
        ours.milliseconds(),
        theirs.milliseconds(),
        "ms",
        theirs.median() / ours.median(),
        Optional.of(target));
  }

  /** The same without a target. */
  static Line ofTimes(String name, Timing ours, Timing theirs) {
    return new Line(
        name,
        ours.milliseconds(),
        theirs.milliseconds(),
        "ms",
        theirs.median() / ours.median(),
        Optional.empty());
  }

  /** Figures of which the first is to be so many times the second. */
  static Line ofShare(String name, double ours, double theirs, String unit, Target target) {
    return new Line(name, ours, theirs, unit, ours / theirs, Optional.of(target));
  }

  @Override
  public String toString() {
    return "%-54s %9s %9s %-8s %8s  %s"
        .formatted(
            name,
            number(ours),
            number(theirs),
            unit,
            number(ratio),
            target.map(t -> t + (t.isMetBy(ratio) ? "  met" : "  missed")).orElse(""));
  }

  /** Three digits, as many as such figures have in them. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return "%.0f".formatted(value);
    }
    if (size >= 10) {
      return "%.1f".formatted(value);
    }
    return (size >= 0.01 || size == 0 ? "%.2f" : "%.5f").formatted(value);
  }
}
