// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Best-path CTC decoding: the best class of every frame, repeats collapsed first and blanks removed
 * after. In that order two equal units with a blank between them stay two, as in "xanh xanh" or a
 * telephone number.
 */
public final class GreedyCtc {
  private GreedyCtc() {}

  /**
   * Decodes.
   *
   * @param logits [frames, classes], row by row
   * @param frames number of rows
   * @param classes length of a row
   * @param blank the class that stands for nothing
   * @return the units in the order they were heard
   */
  public static List<Span> decode(float[] logits, int frames, int classes, int blank) {
    List<Span> spans = new ArrayList<>();
    int frame = 0;
    while (frame < frames) {
      int unit = best(logits, frame * classes, classes);
      int first = frame;
      double probability = 0;
      do {
        probability += posterior(logits, frame * classes, classes, unit);
        frame++;
      } while (frame < frames && best(logits, frame * classes, classes) == unit);
      if (unit != blank) {
        spans.add(new Span(unit, first, frame, Math.min(1, probability / (frame - first))));
      }
    }
    return List.copyOf(spans);
  }

  /** The class with the highest logit, the first of equals. */
  static int best(float[] logits, int at, int classes) {
    int best = 0;
    for (int i = 1; i < classes; i++) {
      if (logits[at + i] > logits[at + best]) {
        best = i;
      }
    }
    return best;
  }

  /** The softmax of the best class, relative to which no exponential overflows. */
  private static double posterior(float[] logits, int at, int classes, int best) {
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += Math.exp(logits[at + i] - logits[at + best]);
    }
    return 1 / sum;
  }
}
