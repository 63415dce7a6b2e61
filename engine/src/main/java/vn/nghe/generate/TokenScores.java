// SPDX-License-Identifier: Apache-2.0
package vn.nghe.generate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import vn.nghe.kernel.LogSumExp;
import vn.nghe.kernel.Matrix;

/**
 * The logarithms of the probabilities of the next token. As in transformers, suppressed tokens take
 * part in the normalisation and are then left out.
 */
final class TokenScores {
  private final Matrix logits;
  private final int at;
  private final double norm;

  TokenScores(Matrix logits, int row, BitSet suppressed) {
    this.logits = logits;
    this.at = logits.at(row);
    this.norm = LogSumExp.of(logits, row);
    for (int token = suppressed.nextSetBit(0);
        token >= 0;
        token = suppressed.nextSetBit(token + 1)) {
      logits.data()[at + token] = Float.NEGATIVE_INFINITY;
    }
  }

  /** Scores that stay when the buffer of {@code logits} is used again. */
  static TokenScores copyOf(Matrix logits, int row, BitSet suppressed) {
    float[] copy = new float[logits.columns()];
    System.arraycopy(logits.data(), logits.at(row), copy, 0, copy.length);
    return new TokenScores(Matrix.of(copy, 1, copy.length), 0, suppressed);
  }

  /** Number of tokens. */
  int count() {
    return logits.columns();
  }

  /** The unnormalised score of a token. */
  float logit(int token) {
    return logits.data()[at + token];
  }

  /** The natural logarithm of the probability of a token. */
  double of(int token) {
    return logit(token) - norm;
  }

  /** The likeliest token; the lowest where several are. */
  int best() {
    int best = 0;
    for (int token = 1; token < count(); token++) {
      if (logit(token) > logit(best)) {
        best = token;
      }
    }
    return best;
  }

  /** The likeliest tokens, the best first; of equal ones the lower before. */
  List<Integer> best(int most) {
    List<Integer> best = new ArrayList<>(most + 1);
    float least = Float.NEGATIVE_INFINITY;
    for (int token = 0; token < count(); token++) {
      if (logit(token) > least) {
        int at = best.size();
        while (at > 0 && logit(best.get(at - 1)) < logit(token)) {
          at--;
        }
        best.add(at, token);
        if (best.size() > most) {
          best.removeLast();
        }
        least = best.size() < most ? Float.NEGATIVE_INFINITY : logit(best.getLast());
      }
    }
    return best;
  }
}
