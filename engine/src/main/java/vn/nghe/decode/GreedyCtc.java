// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.util.ArrayList;
import java.util.List;
import vn.nghe.model.Logits;

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
   * @return the units in their order, each with the frames of its run
   */
  public static List<Span> decode(Logits logits) {
    List<Span> spans = new ArrayList<>();
    int frame = 0;
    while (frame < logits.frames()) {
      int unit = logits.best(frame);
      int first = frame;
      double probability = 0;
      do {
        probability += logits.posterior(frame, unit);
        frame++;
      } while (frame < logits.frames() && logits.best(frame) == unit);
      if (unit != logits.blank()) {
        spans.add(new Span(unit, first, frame, Math.min(1, probability / (frame - first))));
      }
    }
    return List.copyOf(spans);
  }
}
