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
import vn.nghe.perf.workload.EncoderProduct;
import vn.nghe.perf.workload.GemmShape;
import vn.nghe.perf.workload.RandomLayers;
import vn.nghe.perf.workload.WhisperSize;
import vn.nghe.perf.yardstick.OpenBlasProduct;

/** The products of {@link GemmBenchmark}, by OpenBLAS. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {Jvm.VECTORS, Jvm.NATIVE_ACCESS})
public class OpenBlasBenchmark {
  @Param public WhisperSize size;

  @Param public EncoderProduct product;

  /** Seconds of audio in the rows. */
  @Param({"5", "30"})
  public int seconds;

  @Param({"1", "all"})
  public String threads;

  private GemmShape shape;
  private OpenBlasProduct matrices;

  @Setup
  public void setUp() {
    shape = product.shape(size, seconds);
    RandomLayers random = new RandomLayers(1);
    matrices =
        new OpenBlasProduct(
            shape,
            random.values(shape.rows() * shape.depth(), 1),
            random.weight(shape.depth(), shape.columns()));
    OpenBlasProduct.threads(Cores.count(threads));
  }

  @TearDown
  public void tearDown() {
    matrices.close();
  }

  /** y = x·W. */
  @Benchmark
  public void sgemm(Arithmetic arithmetic) {
    matrices.multiply();
    arithmetic.gigaFlop += shape.gigaFlop();
  }
}
