// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

/** The logarithm of the sum of exponentials, the normaliser of a softmax over many classes. */
public final class LogSumExp {
  private LogSumExp() {}

  /**
   * Computes log Σ exp(x) over one row. Its partial sums add up to 2<sup>-24</sup> of error for
   * each of some thousand terms, mostly of either sign: about 1e-5 for Whisper's 51,866 tokens.
   *
   * @param row of {@code x}, which stays as it is
   */
  public static double of(Matrix x, int row) {
    int count = x.columns();
    float[] scores = Scratch.scores(Softmax.padded(count));
    System.arraycopy(x.data(), x.at(row), scores, 0, count);
    float largest = scores[0];
    for (int i = 1; i < count; i++) {
      largest = Math.max(largest, scores[i]);
    }
    return largest + Math.log(Softmax.exponentials(scores, 0, count, 1));
  }
}
