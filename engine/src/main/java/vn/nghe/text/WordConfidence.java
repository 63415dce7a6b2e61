// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.util.List;
import vn.nghe.decode.Span;

/** Computes the confidence of a word from the posteriors of its units. */
@FunctionalInterface
public interface WordConfidence {
  /** The geometric mean of the posteriors, for models without a calibration. */
  WordConfidence GEOMETRIC_MEAN =
      // The mean, so that long words are not punished.
      spans -> Math.min(1, Math.exp(logProbability(spans) / spans.size()));

  /**
   * Platt scaling: the measured share of correct words among those with the same posteriors.
   *
   * @param slope above 0
   * @param intercept log-odds of a word whose units are certain
   */
  static WordConfidence logistic(double slope, double intercept) {
    return spans -> 1 / (1 + Math.exp(-(slope * logProbability(spans) + intercept)));
  }

  /**
   * The confidence of a word.
   *
   * @param spans its units, at least one
   * @return from 0 to 1
   */
  double of(List<Span> spans);

  private static double logProbability(List<Span> spans) {
    return spans.stream().mapToDouble(span -> Math.log(span.probability())).sum();
  }
}
