// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.Locale;
import vn.nghe.weights.evaluate.BoundaryErrors;
import vn.nghe.weights.evaluate.ConfidenceBins;
import vn.nghe.weights.evaluate.HotWordResults;
import vn.nghe.weights.evaluate.JoinedResults;
import vn.nghe.weights.evaluate.LiveResults;

/** Formats the additional measurements of {@code nghe evaluate}. */
final class Measurements {
  private static final double NEARLY_ALL = 0.9;

  private Measurements() {}

  /** Each bin as a line of tab-separated values, then the expected calibration error. */
  static String of(ConfidenceBins confidence) {
    var text = new StringBuilder("bin\twords\tconfidence\tright\n");
    for (int i = 0; i < confidence.bins().size(); i++) {
      ConfidenceBins.Bin bin = confidence.bins().get(i);
      double end = (i + 1.0) / confidence.bins().size();
      text.append(String.format(Locale.ROOT, "%.1f\t%d", end, bin.words()));
      text.append(
          bin.words() == 0
              ? "\t\t\n"
              : String.format(
                  Locale.ROOT, "\t%.4f\t%.4f\n", bin.meanConfidence(), bin.shareRight()));
    }
    return text
        + String.format(
            Locale.ROOT,
            "expected calibration error %.4f words %d\n",
            confidence.expectedCalibrationError(),
            confidence.words());
  }

  static String of(BoundaryErrors errors) {
    return String.format(
        Locale.ROOT,
        "boundaries median %.0f ms 90 %% %.0f ms, starts %.0f and %.0f ms, ends %.0f and %.0f ms,"
            + " words %d of %d\n",
        1000 * errors.boundaries(0.5),
        1000 * errors.boundaries(NEARLY_ALL),
        1000 * errors.starts(0.5),
        1000 * errors.starts(NEARLY_ALL),
        1000 * errors.ends(0.5),
        1000 * errors.ends(NEARLY_ALL),
        errors.compared(),
        errors.words());
  }

  /** A line for each number of syllables. */
  static String of(HotWordResults hotWords) {
    var text = new StringBuilder();
    for (HotWordResults.Kind kind : hotWords.kinds()) {
      text.append(
          String.format(
              Locale.ROOT,
              "hot words of %d syllables found %.1f %% of %d, elsewhere WER %.2f %% to %.2f %%"
                  + " (%+.2f) words %d\n",
              kind.syllables(),
              kind.percentFound(),
              kind.cases(),
              kind.without().percent(),
              kind.with().percent(),
              kind.harm(),
              kind.with().length()));
    }
    return text.toString();
  }

  static String of(LiveResults live) {
    return String.format(
        Locale.ROOT,
        "live WER %.2f %% finals %d changed %d partials %d\n",
        live.words().percent(),
        live.finals(),
        live.changed(),
        live.partials());
  }

  static String of(JoinedResults joined) {
    return String.format(
        Locale.ROOT,
        "joined %.1f min WER %.2f %% single %.2f %% (%+.2f) passes %d seams %d lost %d doubled %d"
            + " RTF %.4f\n",
        joined.seconds() / 60,
        joined.joined().percent(),
        joined.single().percent(),
        joined.joined().percent() - joined.single().percent(),
        joined.passes(),
        joined.seams(),
        joined.lost(),
        joined.doubled(),
        joined.wallSeconds() / joined.seconds());
  }
}
