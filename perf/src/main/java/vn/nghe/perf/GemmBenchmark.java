// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import vn.nghe.kernel.PackedMatrix;
import vn.nghe.kernel.Workers;

/** The matrix product at the shapes of Whisper base, as the encoder calls it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmBenchmark {
  /** Frames, inputs and outputs: 5 s and 30 s through attention and feed-forward layers. */
  @Param({
    "250x512x512",
    "250x512x1536",
    "250x512x2048",
    "250x2048x512",
    "1500x512x1536",
    "1500x2048x512"
  })
  public String shape;

  @Param({"1", "2"})
  public int threads;

  private Workers workers;
  private Matrix x;
  private Linear layer;
  private Matrix y;

  /** Counts arithmetic, so that JMH reports it beside the calls. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Arithmetic {
    /** Billions of additions and multiplications. */
    public double gigaFlop;
  }

  /** Fills the layer with values of the size that a trained one has. */
  @Setup
  public void setUp() {
    int[] sizes = Shapes.parse(shape);
    Random random = new Random(1);
    workers = new Workers(threads);
    x = Matrix.of(Shapes.random(random, sizes[0] * sizes[1]), sizes[0], sizes[1]);
    PackedMatrix weight = PackedMatrix.zeros(sizes[1], sizes[2]);
    for (int row = 0; row < sizes[1]; row++) {
      weight.row(row, Shapes.random(random, sizes[2]), 0);
    }
    layer = new Linear(weight, new float[sizes[2]]);
    y = Matrix.of(new float[sizes[0] * sizes[2]], sizes[0], sizes[2]);
  }

  /** Ends the threads. */
  @TearDown
  public void tearDown() {
    workers.close();
  }

  /** y = x·W + b. */
  @Benchmark
  public Matrix linear(Arithmetic arithmetic) {
    layer.apply(workers, x, y);
    arithmetic.gigaFlop += 2e-9 * x.rows() * x.columns() * y.columns();
    return y;
  }
}
