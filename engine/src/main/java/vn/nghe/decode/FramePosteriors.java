// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import vn.nghe.model.Logits;

/**
 * The log-posteriors of one frame, and the units that pass the pruning. Reused from frame to frame.
 */
final class FramePosteriors {
  private final int blank;
  private final Pruning pruning;
  private final double leastLogarithm;
  private final double[] logarithms;
  private final int[] units;
  private int count;

  FramePosteriors(int classes, int blank, Pruning pruning) {
    this.blank = blank;
    this.pruning = pruning;
    this.leastLogarithm = Math.log(pruning.leastPosterior());
    this.logarithms = new double[classes];
    this.units = new int[Math.min(pruning.mostUnits(), classes - 1)];
  }

  /** Reads a frame. */
  void read(Logits logits, int frame) {
    logits.logPosteriors(frame, logarithms);
    count = 0;
    for (int unit = 0; unit < logarithms.length; unit++) {
      if (unit != blank && logarithms[unit] >= leastLogarithm) {
        consider(unit);
      }
    }
  }

  /** Keeps the units sorted by posterior, the greatest first, and of equals the smaller number. */
  private void consider(int unit) {
    if (count == units.length) {
      if (count == 0 || logarithms[unit] <= logarithms[units[count - 1]]) {
        return;
      }
      count--;
    }
    int at = count++;
    while (at > 0 && logarithms[units[at - 1]] < logarithms[unit]) {
      units[at] = units[at - 1];
      at--;
    }
    units[at] = unit;
  }

  /** The natural logarithm of the posterior of any class. */
  double of(int unit) {
    return logarithms[unit];
  }

  double blank() {
    return logarithms[blank];
  }

  /** Whether only the blank passes the pruning. */
  boolean isCertainlyBlank() {
    return Math.exp(blank()) >= pruning.certainBlank();
  }

  /** Number of units that pass the pruning. */
  int count() {
    return count;
  }

  /** One of these units, the most likely first. */
  int unit(int index) {
    return units[index];
  }
}
