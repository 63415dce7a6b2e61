// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

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
import vn.nghe.kernel.Matrix;
import vn.nghe.perf.workload.EncoderParts;
import vn.nghe.perf.workload.WhisperSize;

/** The parts of an encoder layer, and the convolutions before the first layer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.VECTORS)
public class LayerBenchmark {
  @Param public WhisperSize size;

  @Param({"5", "30"})
  public int seconds;

  @Param({"1", "all"})
  public String threads;

  private EncoderParts parts;

  @Setup
  public void setUp() {
    parts = new EncoderParts(size, seconds, Cores.count(threads));
  }

  @TearDown
  public void tearDown() {
    parts.close();
  }

  /** Both convolutions, GELU included. */
  @Benchmark
  public Matrix convolutions() {
    parts.convolveFeatures();
    return parts.convolveAndHalve();
  }

  /** One of the two layer norms of a layer. */
  @Benchmark
  public Matrix layerNorm() {
    return parts.normalise();
  }

  /** Attention over queries, keys and values, without projections. */
  @Benchmark
  public Matrix attention() {
    return parts.attend();
  }

  /** Both products around attention, residual sum included. */
  @Benchmark
  public Matrix attentionProjections() {
    parts.project();
    return parts.projectOut();
  }

  /** Both products of the block, GELU and residual sum included. */
  @Benchmark
  public Matrix feedForward() {
    parts.expand();
    return parts.contract();
  }
}
