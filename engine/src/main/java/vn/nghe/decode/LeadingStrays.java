// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.util.List;
import vn.nghe.model.Logits;

/**
 * Classes that a model says where a pass begins though nobody said anything: labels with stray
 * units at their start teach it that. Further on the same classes are ordinary units, since a word
 * may contain them.
 */
public final class LeadingStrays {
  private LeadingStrays() {}

  /**
   * Makes blanks of stray classes, up to the first frame whose best class is neither.
   *
   * @param logits changed in place
   * @param strays the classes; none leaves everything as it is
   */
  public static void silence(Logits logits, List<Integer> strays) {
    if (strays.isEmpty()) {
      return;
    }
    for (int frame = 0; frame < logits.frames(); frame++) {
      int best = logits.best(frame);
      if (best != logits.blank() && !strays.contains(best)) {
        return;
      }
      float certainty = logits.at(frame, best);
      float lowest = certainty;
      for (int unit = 0; unit < logits.classes(); unit++) {
        lowest = Math.min(lowest, logits.at(frame, unit));
      }
      for (int stray : strays) {
        logits.set(frame, stray, lowest);
      }
      logits.set(frame, logits.blank(), certainty);
    }
  }
}
