// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

/**
 * Limits of the beam search.
 *
 * @param width how many hypotheses go from frame to frame
 * @param mostUnits how many units of a frame extend hypotheses, the best first
 * @param leastPosterior units below this posterior extend none
 * @param certainBlank in frames whose blank has at least this posterior nothing else is considered
 * @param beam hypotheses whose score is this far below the best one's are dropped
 */
record Pruning(int width, int mostUnits, double leastPosterior, double certainBlank, double beam) {
  /** No limits. */
  static final Pruning NONE =
      new Pruning(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          0,
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY);

  /**
   * The width as given; the rest costs less than a tenth of a point of word error rate against no
   * pruning at the same width.
   */
  static Pruning ofWidth(int width) {
    return new Pruning(width, 10, 1e-4, 0.999, 14);
  }
}
