// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.util.ArrayList;
import java.util.List;

/**
 * How a recording that is longer than one pass of the model is cut into passes.
 *
 * <p>Neighbouring windows overlap, and each is believed up to the middle of the overlap: what the
 * model says near a cut, where it sees only one side of the sound, is thrown away.
 */
final class Windows {
  private Windows() {}

  /**
   * One pass.
   *
   * @param firstFrame the frame of the recording that it begins with
   * @param frames how many frames of the recording it sees
   * @param keepFrom the first frame of the recording whose logits are taken from it
   * @param keepEnd the frame after the last one taken from it
   */
  record Window(int firstFrame, int frames, int keepFrom, int keepEnd) {}

  /**
   * Plans the passes over a recording.
   *
   * @param frames length of the recording
   * @param longest length of a window, more than twice the overlap
   * @param overlap how far neighbours overlap, even
   * @return windows whose kept parts cover every frame once and in order
   */
  static List<Window> plan(int frames, int longest, int overlap) {
    List<Window> windows = new ArrayList<>();
    int step = longest - overlap;
    int first = 0;
    int keepFrom = 0;
    while (first + longest < frames) {
      int keepEnd = first + longest - overlap / 2;
      windows.add(new Window(first, longest, keepFrom, keepEnd));
      first += step;
      keepFrom = keepEnd;
    }
    windows.add(new Window(first, frames - first, keepFrom, frames));
    return List.copyOf(windows);
  }
}
