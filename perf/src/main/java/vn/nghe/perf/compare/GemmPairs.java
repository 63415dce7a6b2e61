// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.nghe.kernel.Linear;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;
import vn.nghe.perf.workload.EncoderProduct;
import vn.nghe.perf.workload.GemmShape;
import vn.nghe.perf.workload.RandomLayers;
import vn.nghe.perf.workload.WhisperSize;
import vn.nghe.perf.yardstick.OpenBlasProduct;

/** The encoder's matrix products: the engine's against OpenBLAS's, and on two threads. */
final class GemmPairs implements Measurement {
  private static final int[] SECONDS = {5, 30};
  private static final Target OF_OPENBLAS = Target.atLeast(0.97);
  private static final Target OF_ONE_THREAD = Target.atLeast(1.9);

  @Override
  public void run(Turns turns, Report report) {
    againstOpenBlas(turns, report);
    onTwoThreads(turns, report);
  }

  private static void againstOpenBlas(Turns turns, Report report) {
    report.section("Matrix products against OpenBLAS " + OpenBlasProduct.core() + ", 1 thread");
    OpenBlasProduct.threads(1);
    List<Line> lines = new ArrayList<>();
    try (Workers workers = new Workers(1)) {
      for (WhisperSize size : WhisperSize.values()) {
        for (int seconds : SECONDS) {
          for (EncoderProduct product : EncoderProduct.values()) {
            GemmShape shape = product.shape(size, seconds);
            Line line = againstOpenBlas(turns, workers, name(size, seconds, product), shape);
            report.add(line);
            lines.add(line);
          }
        }
      }
    }
    report.add(geometricMean("gemm, geometric mean of all", lines, OF_OPENBLAS));
  }

  private static Line againstOpenBlas(Turns turns, Workers workers, String name, GemmShape shape) {
    RandomLayers random = new RandomLayers(1);
    Matrix x = random.matrix(shape.rows(), shape.depth());
    float[] weight = random.weight(shape.depth(), shape.columns());
    Linear layer = RandomLayers.linear(weight, shape.depth(), shape.columns());
    Matrix y = random.matrix(shape.rows(), shape.columns());
    try (OpenBlasProduct theirs = new OpenBlasProduct(shape, x.data(), weight)) {
      List<Timing> times = turns.time(() -> layer.apply(workers, x, y), theirs::multiply);
      return Line.ofRates(name, shape.gigaFlop(), times, OF_OPENBLAS);
    }
  }

  private static void onTwoThreads(Turns turns, Report report) {
    report.section("Matrix products on 2 threads against 1");
    List<Line> lines = new ArrayList<>();
    try (Workers two = new Workers(2);
        Workers one = new Workers(1)) {
      for (int seconds : SECONDS) {
        for (EncoderProduct product : EncoderProduct.values()) {
          GemmShape shape = product.shape(WhisperSize.BASE, seconds);
          RandomLayers random = new RandomLayers(1);
          Matrix x = random.matrix(shape.rows(), shape.depth());
          Linear layer = random.linear(shape.depth(), shape.columns());
          Matrix y = random.matrix(shape.rows(), shape.columns());
          List<Timing> times =
              turns.time(() -> layer.apply(two, x, y), () -> layer.apply(one, x, y));
          Line line =
              Line.ofRates(
                  "2 threads, " + name(WhisperSize.BASE, seconds, product),
                  shape.gigaFlop(),
                  times,
                  OF_ONE_THREAD);
          report.add(line);
          lines.add(line);
        }
      }
    }
    report.add(geometricMean("2 threads, gemm, geometric mean", lines, OF_ONE_THREAD));
  }

  private static Line geometricMean(String name, List<Line> lines, Target target) {
    return Line.ofShare(
            name,
            Math.exp(
                lines.stream().mapToDouble(line -> Math.log(line.ours())).average().orElseThrow()),
            Math.exp(
                lines.stream()
                    .mapToDouble(line -> Math.log(line.theirs()))
                    .average()
                    .orElseThrow()),
            "GFLOP/s",
            target)
        .withQuiet(lines.stream().allMatch(Line::quiet));
  }

  private static String name(WhisperSize size, int seconds, EncoderProduct product) {
    return "gemm %s %d s %s %s"
        .formatted(
            size.name().toLowerCase(Locale.ROOT),
            seconds,
            product.name().toLowerCase(Locale.ROOT),
            product.shape(size, seconds));
  }
}
