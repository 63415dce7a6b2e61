// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.compare;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far a difference in error rates could be chance: clips are drawn again and again, with
 * replacement and as many as there are, and both models scored on the same draw.
 *
 * @param differences of the error rate in percent, second less first model, one for each draw,
 *     ascending
 * @see <a href="https://doi.org/10.1109/ICASSP.2004.1326009">Bisani and Ney (2004), Bootstrap
 *     Estimates for Confidence Intervals in ASR Performance Evaluation</a>
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PairedBootstrap(double[] differences) {
  /** Bisani and Ney's number; the p value then is right to 0.01 and better. */
  static final int DRAWS = 10_000;

  /**
   * Draws.
   *
   * @param first errors of one model by clip
   * @param second errors of the other by clip
   * @param lengths of the references by clip, each over 0
   * @param seed the same one gives the same draws
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

  /** The difference that a share of the draws stay below. */
  double quantile(double share) {
    return differences[Math.clamp((long) (share * DRAWS), 0, DRAWS - 1)];
  }

  /**
   * Twice the share of draws on the less frequent side of no difference, at most 1: how likely a
   * difference like this one is where there is none. Draws without a difference count on both
   * sides, and one more draw than there was is counted, so that it is never 0.
   */
  double pValue() {
    long above = Arrays.stream(differences).filter(d -> d >= 0).count();
    long below = Arrays.stream(differences).filter(d -> d <= 0).count();
    return Math.min(1, 2.0 * (Math.min(above, below) + 1) / (DRAWS + 1));
  }
}
