// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

/** A group of pairs that are measured together. */
@FunctionalInterface
interface Measurement {
  /** Measures, and adds lines to the report. */
  void run(Turns turns, Report report);
}
