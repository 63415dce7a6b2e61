// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import vn.nghe.weights.compare.Comparison;
import vn.nghe.weights.evaluate.Evaluation;

/** What {@code nghe weights compare} prints, as tab-separated tables. */
final class ComparisonText {
  private ComparisonText() {}

  /**
   * @param models the folders of the first and the second model
   */
  static String of(List<Path> models, Comparison comparison) {
    return "model\tWER %\tCER %\twall s\tRTF\n"
        + row(models.get(0), comparison.first())
        + row(models.get(1), comparison.second())
        + "\ndifference\tpoints\tlower\tupper\tp\n"
        + row("WER", comparison.words())
        + row("CER", comparison.characters())
        + speed(comparison)
        + "\nmore errors\tclip\tsentence\tfirst\tsecond\n"
        + changes(comparison.changes())
        + "\nclips %d heard differently %d\n"
            .formatted(comparison.first().results().size(), comparison.changes().size());
  }

  private static String row(Path model, Evaluation evaluation) {
    return String.format(
        Locale.ROOT,
        "%s\t%.2f\t%.2f\t%.1f\t%.4f\n",
        model,
        evaluation.words().percent(),
        evaluation.characters().percent(),
        evaluation.wallSeconds(),
        evaluation.realTimeFactor());
  }

  private static String row(String what, Comparison.Difference difference) {
    return String.format(
        Locale.ROOT,
        "%s\t%+.2f\t%+.2f\t%+.2f\t%.4f\n",
        what,
        difference.points(),
        difference.lower(),
        difference.upper(),
        difference.pValue());
  }

  private static String speed(Comparison comparison) {
    return String.format(
        Locale.ROOT,
        "\nthe second takes %.3f times as long as the first\n",
        comparison.second().wallSeconds() / comparison.first().wallSeconds());
  }

  private static String changes(List<Comparison.Change> changes) {
    var text = new StringBuilder();
    for (Comparison.Change change : changes) {
      text.append(
          "%+d\t%s\t%s\t%s\t%s\n"
              .formatted(
                  change.moreErrors(),
                  change.first().clip().path(),
                  change.first().clip().sentence(),
                  change.first().hypothesis(),
                  change.second().hypothesis()));
    }
    return text.toString();
  }
}
