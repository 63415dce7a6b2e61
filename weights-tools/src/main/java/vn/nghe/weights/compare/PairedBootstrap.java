// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.compare;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A paired bootstrap of a difference in error rates: clips are drawn with replacement, as many as
 * there are, and both models are scored on each draw.
 *
 * @param differences of the error rate in percent, second less first model, one for each draw,
 *     ascending
 * @see <a href="https://doi.org/10.1109/ICASSP.2004.1326009">Bisani and Ney (2004), Bootstrap
 *     Estimates for Confidence Intervals in ASR Performance Evaluation</a>
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PairedBootstrap(double[] differences) {
  /** Bisani and Ney's number; the standard error of the p value is then 0.005 at most. */
  static final int DRAWS = 10_000;

  /**
   * Draws.
   *
   * @param first errors of the first model by clip
   * @param second errors of the second model by clip
   * @param lengths of the references by clip, each above 0
   * @param seed the same seed gives the same draws
   */
  static PairedBootstrap of(long[] first, long[] second, long[] lengths, long seed) {
    var random = new SplittableRandom(seed);
    double[] differences = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      long errors = 0;
      long length = 0;
      for (int i = 0; i < lengths.length; i++) {
        int clip = random.nextInt(lengths.length);
        errors += second[clip] - first[clip];
        length += lengths[clip];
      }
      differences[draw] = 100.0 * errors / length;
    }
    Arrays.sort(differences);
    return new PairedBootstrap(differences);
  }

  /** The difference below which a share of the draws lies. */
  double quantile(double share) {
    return differences[Math.clamp((long) (share * DRAWS), 0, DRAWS - 1)];
  }

  /**
   * The two-sided p value: twice the share of draws on the less frequent side of zero, at most 1.
   * Draws of zero count on both sides, and one draw is added, so that the value is never 0.
   */
  double pValue() {
    long above = Arrays.stream(differences).filter(d -> d >= 0).count();
    long below = Arrays.stream(differences).filter(d -> d <= 0).count();
    return Math.min(1, 2.0 * (Math.min(above, below) + 1) / (DRAWS + 1));
  }
}
