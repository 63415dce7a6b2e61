// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.util.List;
import vn.nghe.model.Logits;

/**
 * Removes stray classes at the start of a pass. Labels with stray units at their start teach a
 * model to write them before the first word. Later in a pass the same classes are ordinary units.
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
