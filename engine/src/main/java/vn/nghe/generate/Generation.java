// SPDX-License-Identifier: Apache-2.0
package vn.nghe.generate;

import java.util.Arrays;
import java.util.List;

/**
 * A text as the decoder's tokens.
 *
 * @param tokens without prompt and end
 * @param logProbabilities the natural logarithm of the probability of each token and, last, that of
 *     the end, unless the text was cut at its longest
 * @param score what the search ranks texts by, the higher the better
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Generation(int[] tokens, double[] logProbabilities, double score) {
  /** The tokens as a list. */
  public List<Integer> tokenList() {
    return Arrays.stream(tokens).boxed().toList();
  }

  /** The mean of the logarithms of probabilities, the end's included. */
  public double meanLogProbability() {
    double sum = 0;
    for (double logProbability : logProbabilities) {
      sum += logProbability;
    }
    return sum / Math.max(1, logProbabilities.length);
  }
}
