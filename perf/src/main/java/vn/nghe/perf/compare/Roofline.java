// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.util.ArrayList;
import java.util.List;
import vn.nghe.audio.Audio;
import vn.nghe.perf.workload.EncoderParts;
import vn.nghe.perf.workload.EncoderProduct;
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.SpeechClip;
import vn.nghe.perf.workload.WhisperSize;
import vn.nghe.perf.yardstick.FmaPeak;

/** The encoder's speed as a share of the processor's peak, and the time lost in each part. */
final class Roofline implements Measurement {
  private static final WhisperSize SIZE = WhisperSize.BASE;
  private static final int SECONDS = 30;
  private static final Target TARGET = Target.atLeast(0.8);

  /**
   * A part of the encoder.
   *
   * @param calls the number of calls in one pass of the encoder
   * @param gigaFlop multiplications and additions of one call, in billions
   */
  private record Part(String name, int calls, double gigaFlop, Runnable task) {
    double total() {
      return calls * gigaFlop;
    }
  }

  @Override
  public void run(Turns turns, Report report) {
    report.section("Encoder at 30 s, 1 thread, against the measured FMA peak");
    Audio audio = SpeechClip.audio(SECONDS);
    try (EncoderParts parts = new EncoderParts(SIZE, SECONDS, 1);
        Pass pass = new Pass(Model.FOLDER, SECONDS, 1)) {
      List<Part> kinds = kinds(parts);
      List<Runnable> tasks = new ArrayList<>(kinds.stream().map(Part::task).toList());
      tasks.add(() -> pass.logits(audio));
      tasks.add(() -> pass.features(audio));
      tasks.add(FmaPeak::run);
      List<Timing> times = turns.time(tasks.toArray(Runnable[]::new));
      double logMel = times.get(kinds.size() + 1).median();
      double encoder = times.get(kinds.size()).median() - logMel;
      double peak = FmaPeak.GIGA_FLOP / times.getLast().median();
      double gigaFlop = kinds.stream().mapToDouble(Part::total).sum();
      report.add(
          Line.ofShare("encoder of peak", gigaFlop / encoder, peak, "GFLOP/s", TARGET)
              .withQuiet(times.stream().allMatch(Timing::quiet)));
      report.note("");
      report.note(row("part", "calls", "GFLOP", "ms", "GFLOP/s", "of peak", "lost ms"));
      double rest = encoder;
      for (int i = 0; i < kinds.size(); i++) {
        Part part = kinds.get(i);
        double seconds = part.calls() * times.get(i).median();
        rest -= seconds;
        report.note(row(part.name(), part.calls(), part.total(), seconds, peak));
      }
      report.note(row("CTC head, positions and calls between", 1, 0, rest, peak));
      report.note(row("encoder", 1, gigaFlop, encoder, peak));
      report.note(row("log-mel, not in the encoder", 1, 0, logMel, peak));
    }
  }

  private static List<Part> kinds(EncoderParts parts) {
    int layers = SIZE.layers();
    return List.of(
        new Part("conv1", 1, product(EncoderProduct.CONV1), parts::convolveFeatures),
        new Part("conv2", 1, product(EncoderProduct.CONV2), parts::convolveAndHalve),
        // Two in each layer, and the final one.
        new Part("layer norm", 2 * layers + 1, 0, parts::normalise),
        new Part("queries, keys, values", layers, product(EncoderProduct.QKV), parts::project),
        new Part("attention", layers, parts.attentionGigaFlop(), parts::attend),
        new Part("projection out", layers, product(EncoderProduct.OUT), parts::projectOut),
        new Part("feed-forward in", layers, product(EncoderProduct.EXPAND), parts::expand),
        new Part("feed-forward out", layers, product(EncoderProduct.CONTRACT), parts::contract));
  }

  private static double product(EncoderProduct product) {
    return product.shape(SIZE, SECONDS).gigaFlop();
  }

  private static String row(String name, int calls, double gigaFlop, double seconds, double peak) {
    return row(
        name,
        Integer.toString(calls),
        "%.2f".formatted(gigaFlop),
        "%.1f".formatted(1e3 * seconds),
        gigaFlop == 0 ? "" : "%.1f".formatted(gigaFlop / seconds),
        gigaFlop == 0 ? "" : "%.0f %%".formatted(100 * gigaFlop / seconds / peak),
        "%.1f".formatted(1e3 * (seconds - gigaFlop / peak)));
  }

  private static String row(String name, String... cells) {
    return "%-38s".formatted(name) + "%6s %8s %9s %8s %8s %8s".formatted((Object[]) cells);
  }
}
