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
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.SpeechClip;
import vn.nghe.perf.yardstick.OnnxModel;

/** The pass of {@link EncoderBenchmark} by ONNX Runtime, with features by the engine. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {Jvm.VECTORS, Jvm.NATIVE_ACCESS})
public class OnnxBenchmark {
  /** See {@code perf/yardsticks/export_onnx.py}. */
  @Param({"fp32", "fp32-fused", "int8", "fp32-full-head"})
  public String graph;

  /** A model folder. */
  @Param("models/nghe-base-vi")
  public String model;

  @Param({"2", "5", "10", "30"})
  public int seconds;

  @Param({"1", "all"})
  public String threads;

  private Audio audio;
  private Pass pass;
  private OnnxModel onnx;

  @Setup
  public void setUp() {
    int count = Cores.count(threads);
    audio = SpeechClip.audio(seconds);
    pass = new Pass(Path.of(model), seconds, count);
    onnx = OnnxModel.open(graph, pass.features(audio), count);
  }

  @TearDown
  public void tearDown() {
    onnx.close();
    pass.close();
  }

  /** Samples in, logits out, which stay in native memory. */
  @Benchmark
  public void logits() {
    onnx.run(pass.features(audio));
  }
}
