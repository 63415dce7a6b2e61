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
import vn.nghe.kernel.Linear;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;
import vn.nghe.perf.workload.EncoderProduct;
import vn.nghe.perf.workload.GemmShape;
import vn.nghe.perf.workload.RandomLayers;
import vn.nghe.perf.workload.WhisperSize;

/** The matrix products of the encoder as a linear layer computes them, weights packed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.VECTORS)
public class GemmBenchmark {
  @Param public WhisperSize size;

  @Param public EncoderProduct product;

  /** Seconds of audio in the rows. */
  @Param({"5", "30"})
  public int seconds;

  @Param({"1", "all"})
  public String threads;

  private Workers workers;
  private Matrix x;
  private Linear layer;
  private Matrix y;
  private GemmShape shape;

  @Setup
  public void setUp() {
    shape = product.shape(size, seconds);
    RandomLayers random = new RandomLayers(1);
    workers = new Workers(Cores.count(threads));
    x = random.matrix(shape.rows(), shape.depth());
    layer = random.linear(shape.depth(), shape.columns());
    y = random.matrix(shape.rows(), shape.columns());
  }

  @TearDown
  public void tearDown() {
    workers.close();
  }

  /** y = x·W + b. */
  @Benchmark
  public Matrix linear(Arithmetic arithmetic) {
    layer.apply(workers, x, y);
    arithmetic.gigaFlop += shape.gigaFlop();
    return y;
  }
}
