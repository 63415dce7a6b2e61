// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.util.List;
import vn.nghe.decode.Span;

/** How sure a word is, from how sure its units are. */
@FunctionalInterface
public interface WordConfidence {
  /** What a word gets where nothing is known of how often words are right. */
  WordConfidence GEOMETRIC_MEAN =
      // The mean, so that long words are not punished.
      spans -> Math.min(1, Math.exp(logProbability(spans) / spans.size()));

  /**
   * The share of words that are right among those whose units are as sure, as measured.
   *
   * @param slope above 0
   * @param intercept log-odds of a word whose units are certain
   */
  static WordConfidence logistic(double slope, double intercept) {
    return spans -> 1 / (1 + Math.exp(-(slope * logProbability(spans) + intercept)));
  }

  /**
   * Measures a word.
   *
   * @param spans its units, at least one
   * @return from 0 to 1
   */
  double of(List<Span> spans);

  private static double logProbability(List<Span> spans) {
    return spans.stream().mapToDouble(span -> Math.log(span.probability())).sum();
  }
}
