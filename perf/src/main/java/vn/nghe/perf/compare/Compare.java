// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import vn.nghe.kernel.VectorPlatform;

/** Prints the table. {@code perf/compare} starts it in the root of the checkout. */
public final class Compare {
  /**
   * The whole engine first, so that the JIT has compiled the products for all their uses, as in a
   * service.
   */
  private static final List<Measurement> COMPARISONS =
      List.of(
          new EncoderPairs(30, Target.atLeast(1.05)),
          new EncoderPairs(5, Target.atLeast(1.2)),
          new ClipPairs(),
          new GemmPairs(),
          new Roofline(),
          new Surroundings(),
          new Allocation(),
          new Concurrency(),
          new StartUp());

  private Compare() {}

  /**
   * Runs all measurements.
   *
   * @param arguments {@code --full} or nothing
   */
  public static void main(String[] arguments) {
    // Figures with a decimal point, on every machine.
    Locale.setDefault(Locale.ROOT);
    boolean full = List.of(arguments).contains("--full");
    VectorPlatform.require();
    Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    Turns turns = new Turns(full ? Effort.FULL : Effort.SHORT);
    Machine machine = Machine.here();
    report.note(machine.toString());
    new Agreement().run(turns, report);
    report.header();
    for (Measurement comparison : COMPARISONS) {
      comparison.run(turns, report);
    }
    report.summary();
    if (full) {
      Path file = Path.of("perf/results", "vectors-" + machine.vectorBits() + ".json");
      Results.write(file, machine, report.lines(), Suite.run());
      report.note("written: " + file);
    }
  }
}
