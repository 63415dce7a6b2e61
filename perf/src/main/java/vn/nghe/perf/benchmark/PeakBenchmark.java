// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vn.nghe.perf.yardstick.FmaPeak;

/** The arithmetic peak of one core, the upper bound of all other figures. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.VECTORS)
public class PeakBenchmark {
  /** Multiplications and additions on registers alone. */
  @Benchmark
  public float fusedMultiplyAdd(Arithmetic arithmetic) {
    arithmetic.gigaFlop += FmaPeak.GIGA_FLOP;
    return FmaPeak.run();
  }
}
