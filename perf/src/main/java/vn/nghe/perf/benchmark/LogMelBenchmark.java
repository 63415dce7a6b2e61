// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import vn.nghe.audio.Audio;
import vn.nghe.kernel.Matrix;
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.SpeechClip;

/** From samples to log-mel features. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.VECTORS)
public class LogMelBenchmark {
  /** A model folder. */
  @Param("models/nghe-base-vi")
  public String model;

  @Param({"2", "5", "10", "30"})
  public int seconds;

  @Param({"1", "all"})
  public String threads;

  private Audio audio;
  private Pass pass;

  @Setup
  public void setUp() {
    audio = SpeechClip.audio(seconds);
    pass = new Pass(Path.of(model), seconds, Cores.count(threads));
  }

  @TearDown
  public void tearDown() {
    pass.close();
  }

  /** Samples in, log-mel out. */
  @Benchmark
  public Matrix logMel() {
    return pass.features(audio);
  }
}
