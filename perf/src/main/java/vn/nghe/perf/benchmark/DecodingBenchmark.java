// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vn.nghe.decode.GreedyCtc;
import vn.nghe.decode.Span;
import vn.nghe.model.Logits;
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.SpeechClip;

/** From logits to the units of the best path. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.VECTORS)
public class DecodingBenchmark {
  /** A model folder. */
  @Param("models/nghe-base-vi")
  public String model;

  @Param({"5", "30"})
  public int seconds;

  private Logits logits;

  @Setup
  public void setUp() {
    try (Pass pass = new Pass(Path.of(model), seconds, 1)) {
      logits = pass.logits(SpeechClip.audio(seconds));
    }
  }

  /** The best path. */
  @Benchmark
  public List<Span> greedy() {
    return GreedyCtc.decode(logits);
  }
}
