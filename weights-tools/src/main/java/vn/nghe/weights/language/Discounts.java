// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

/**
 * The discounts of modified Kneser–Ney smoothing for the counts 1, 2, and 3 or more.
 *
 * @see <a href="https://dash.harvard.edu/handle/1/25104739">Chen and Goodman 1998, An empirical
 *     study of smoothing techniques for language modeling, section 3.3, equation 26</a>
 */
record Discounts(double one, double two, double more) {
  /**
   * The discounts for a text that is too small to estimate them; those of KenLM's {@code
   * --discount_fallback}.
   */
  private static final Discounts FALLBACK = new Discounts(0.5, 1, 1.5);

  /** Estimates the discounts from the numbers of full-length n-grams with the counts 1 to 4. */
  static Discounts of(Counts counts) {
    double[] withCount = new double[5];
    for (int i = counts.firstWhole(); i < counts.size(); i++) {
      int seen = counts.seen()[i];
      if (seen < withCount.length) {
        withCount[seen]++;
      }
    }
    double base = withCount[1] / (withCount[1] + 2 * withCount[2]);
    double[] discounts = new double[4];
    for (int count = 1; count <= 3; count++) {
      double taken = count - (count + 1) * base * withCount[count + 1] / withCount[count];
      if (!(taken >= 0 && taken <= count)) {
        return FALLBACK;
      }
      discounts[count] = taken;
    }
    return new Discounts(discounts[1], discounts[2], discounts[3]);
  }

  double of(int count) {
    return switch (count) {
      case 0 -> 0;
      case 1 -> one;
      case 2 -> two;
      default -> more;
    };
  }
}
