// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.util.List;
import java.util.Optional;

/**
 * One line of the table.
 *
 * @param name what is compared
 * @param ours the engine's figure
 * @param theirs the yardstick's figure
 * @param unit the unit of both
 * @param ratio the ratio that the target bounds
 * @param quiet whether no other process disturbed the measurement
 */
record Line(
    String name,
    double ours,
    double theirs,
    String unit,
    double ratio,
    Optional<Target> target,
    boolean quiet) {

  /** Times in milliseconds; a ratio above 1 means that the engine is faster. */
  static Line ofTimes(String name, Timing ours, Timing theirs, Optional<Target> target) {
    return new Line(
        name,
        ours.milliseconds(),
        theirs.milliseconds(),
        "ms",
        theirs.median() / ours.median(),
        target,
        ours.quiet() && theirs.quiet());
  }

  /** Rates of arithmetic; a ratio above 1 means that the engine is faster. */
  static Line ofRates(String name, double gigaFlop, List<Timing> both, Target target) {
    return ofShare(
            name,
            gigaFlop / both.get(0).median(),
            gigaFlop / both.get(1).median(),
            "GFLOP/s",
            target)
        .withQuiet(both.get(0).quiet() && both.get(1).quiet());
  }

  /** The first figure as a share of the second. */
  static Line ofShare(String name, double ours, double theirs, String unit, Target target) {
    return new Line(name, ours, theirs, unit, ours / theirs, Optional.of(target), true);
  }

  Line withQuiet(boolean measuredInQuiet) {
    return new Line(name, ours, theirs, unit, ratio, target, measuredInQuiet);
  }

  /** Whether there is a target and the ratio meets it. */
  boolean meetsTarget() {
    return target.isPresent() && target.get().isMetBy(ratio);
  }

  @Override
  public String toString() {
    return "%-54s %9s %9s %-8s %7s%s  %s"
        .formatted(
            name,
            number(ours),
            number(theirs),
            unit,
            number(ratio),
            quiet ? " " : "~",
            target.map(t -> t + (t.isMetBy(ratio) ? "  met" : "  missed")).orElse(""));
  }

  /** Three significant digits, as many as the measurements have. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return "%.0f".formatted(value);
    }
    return (size >= 10 ? "%.1f" : "%.2f").formatted(value);
  }
}
