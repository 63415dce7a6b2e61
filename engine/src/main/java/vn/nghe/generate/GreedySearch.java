// SPDX-License-Identifier: Apache-2.0
package vn.nghe.generate;

import java.util.Arrays;
import java.util.SplittableRandom;
import vn.nghe.model.DecoderState;

/** Takes one token after the other: the likeliest, or one drawn at random by its probability. */
public final class GreedySearch {
  private GreedySearch() {}

  /** Takes the likeliest token each time. */
  public static Generation search(PromptedSegment segment) {
    return follow(segment, TokenScores::best);
  }

  /**
   * Draws each token with its probability.
   *
   * @param temperature divides the logits, above 0: the lower, the likelier are likely tokens
   * @param seed of the random numbers: the same seed gives the same text
   */
  public static Generation sample(PromptedSegment segment, double temperature, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return follow(segment, scores -> draw(scores, temperature, random));
  }

  /** Chooses one token. */
  @FunctionalInterface
  private interface Choice {
    int of(TokenScores scores);
  }

  private static Generation follow(PromptedSegment segment, Choice choice) {
    int end = segment.config().end();
    int[] tokens = new int[segment.mostTokens()];
    double[] logProbabilities = new double[tokens.length + 1];
    DecoderState state = segment.state();
    TokenScores scores = segment.first();
    int count = 0;
    int node = segment.last();
    while (count < tokens.length) {
      int token = choice.of(scores);
      logProbabilities[count] = scores.of(token);
      if (token == end) {
        break;
      }
      tokens[count++] = token;
      if (count < tokens.length) {
        int next = state.add(token, node);
        segment.release(node);
        node = next;
        scores = segment.scores(segment.advance())[0];
      }
    }
    segment.release(node);
    boolean ended = count < tokens.length;
    double[] kept = Arrays.copyOf(logProbabilities, ended ? count + 1 : count);
    double mean = Arrays.stream(kept).average().orElse(0);
    return new Generation(Arrays.copyOf(tokens, count), kept, mean);
  }

  /** The token at which the sum of probabilities passes a random share of their total. */
  private static int draw(TokenScores scores, double temperature, SplittableRandom random) {
    float largest = scores.logit(scores.best());
    double total = 0;
    for (int token = 0; token < scores.count(); token++) {
      total += Math.exp((scores.logit(token) - largest) / temperature);
    }
    double left = random.nextDouble() * total;
    int drawn = scores.best();
    for (int token = 0; token < scores.count() && left >= 0; token++) {
      double share = Math.exp((scores.logit(token) - largest) / temperature);
      if (share > 0) {
        drawn = token;
      }
      left -= share;
    }
    return drawn;
  }
}
