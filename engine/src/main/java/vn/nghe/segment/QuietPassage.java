// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

/**
 * Sound much below the loudest nearby, with short gaps, up to the present: a breath, the end of a
 * sentence or another speaker, which only its length tells.
 */
final class QuietPassage {
  /** Frames of a gap that ends it: 0.6 s, more than between words. */
  private static final int GAP = 30;

  private long first;
  private long last;
  private int sound;

  /** Adds the next frame. */
  void add(long frame, PauseDetector.Kind kind) {
    if (kind == PauseDetector.Kind.LOUD || frame - last > GAP) {
      sound = 0;
    }
    if (kind == PauseDetector.Kind.QUIET) {
      first = sound == 0 ? frame : first;
      last = frame;
      sound++;
    }
  }

  /** How many frames of sound it has, 0 if there is none at present. */
  int sound() {
    return sound;
  }

  /** Its first frame, or the given one if there is none at present. */
  long since(long now) {
    return sound == 0 ? now : first;
  }
}
