// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import vn.nghe.model.Logits;

/**
 * Units that a text may begin with, and how likely the CTC head holds that: the probability of all
 * sequences with this beginning (Watanabe, Hori, Kim, Hershey and Hayashi, Hybrid CTC/Attention
 * Architecture for End-to-End Speech Recognition, IEEE JSTSP 2017, algorithm 2).
 */
public final class CtcPrefix {
  private static final int NONE = -1;

  private final Posteriors posteriors;
  private final int last;

  /** By frame: alignments of these units so far that end in the last unit. */
  private final double[] unit;

  /** By frame: those that end in a blank. */
  private final double[] blank;

  private final double score;
  private final Map<Integer, CtcPrefix> longer = new HashMap<>();

  /** The logarithms of the posteriors of all frames. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Posteriors(double[][] byFrame, int blank) {}

  private CtcPrefix(Posteriors posteriors, int last, double[] unit, double[] blank, double score) {
    this.posteriors = posteriors;
    this.last = last;
    this.unit = unit;
    this.blank = blank;
    this.score = score;
  }

  /**
   * The empty prefix, with which every text begins.
   *
   * @param logits of at least one frame
   */
  public static CtcPrefix empty(Logits logits) {
    double[][] byFrame = new double[logits.frames()][logits.classes()];
    double[] blank = new double[logits.frames()];
    double sum = 0;
    for (int frame = 0; frame < blank.length; frame++) {
      logits.logPosteriors(frame, byFrame[frame]);
      sum += byFrame[frame][logits.blank()];
      blank[frame] = sum;
    }
    double[] unit = new double[blank.length];
    Arrays.fill(unit, LogMath.ZERO);
    return new CtcPrefix(new Posteriors(byFrame, logits.blank()), NONE, unit, blank, 0);
  }

  /** The natural logarithm of the probability that the text begins so. */
  public double score() {
    return score;
  }

  /** The natural logarithm of the probability that this is the whole text. */
  public double whole() {
    return LogMath.add(unit[unit.length - 1], blank[blank.length - 1]);
  }

  /** This prefix with one unit more, not the blank. Computed once. */
  public CtcPrefix with(int next) {
    return longer.computeIfAbsent(next, this::extend);
  }

  private CtcPrefix extend(int next) {
    int frames = unit.length;
    double[] newUnit = new double[frames];
    double[] newBlank = new double[frames];
    newUnit[0] = last == NONE ? posteriors.byFrame()[0][next] : LogMath.ZERO;
    newBlank[0] = LogMath.ZERO;
    double newScore = newUnit[0];
    for (int frame = 1; frame < frames; frame++) {
      double[] now = posteriors.byFrame()[frame];
      // The same unit once more is another one only after a blank.
      double begins =
          now[next]
              + (next == last ? blank[frame - 1] : LogMath.add(unit[frame - 1], blank[frame - 1]));
      newUnit[frame] = LogMath.add(newUnit[frame - 1] + now[next], begins);
      newBlank[frame] =
          LogMath.add(newUnit[frame - 1], newBlank[frame - 1]) + now[posteriors.blank()];
      newScore = LogMath.add(newScore, begins);
    }
    return new CtcPrefix(posteriors, next, newUnit, newBlank, newScore);
  }
}
