// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts arithmetic, which JMH reports beside the calls. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Arithmetic {
  /** Billions of multiplications and additions. */
  public double gigaFlop;
}
