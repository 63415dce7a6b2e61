// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints lines as they are measured, and keeps them. */
final class Report {
  private final PrintStream out;
  private final List<Line> lines = new ArrayList<>();

  Report(PrintStream out) {
    this.out = out;
  }

  void header() {
    out.printf("%n%-54s %9s %9s %-8s %7s   %s%n", "pair", "ours", "theirs", "", "ratio", "target");
  }

  /** Prints the title of a group of lines. */
  void section(String title) {
    out.printf("%n%s%n", title);
  }

  void add(Line line) {
    lines.add(line);
    out.println(line);
  }

  /** Prints a note, which is not a pair. */
  void note(String text) {
    out.println(text);
  }

  /** Prints the number of targets met, and of lines that other processes disturbed. */
  void summary() {
    long targets = lines.stream().filter(line -> line.target().isPresent()).count();
    long met = lines.stream().filter(Line::meetsTarget).count();
    long disturbed = lines.stream().filter(line -> !line.quiet()).count();
    out.printf("%n%d of %d targets met%n", met, targets);
    if (disturbed > 0) {
      out.printf(
          "~ %d lines were measured while other processes used the cores; repeat on an idle"
              + " machine%n",
          disturbed);
    }
  }

  /** All lines so far. */
  List<Line> lines() {
    return List.copyOf(lines);
  }
}
