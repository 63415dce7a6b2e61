// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StretchTest {
  /** Of the classes: the blank, a space, a letter. */
  private static final int CLASSES = 3;

  private static final int LETTER = 2;

  @Test
  void aPauseIsCutInItsMiddle() {
    assertEquals(
        List.of(new Stretch(0, 13), new Stretch(13, 27)), stretches("a" + "-".repeat(25) + "a"));
  }

  @Test
  void aShorterPauseIsNotCut() {
    assertEquals(List.of(new Stretch(0, 26)), stretches("a" + "-".repeat(24) + "a"));
  }

  @Test
  void aSpaceDoesNotEndAPause() {
    assertEquals(
        List.of(new Stretch(0, 13), new Stretch(13, 27)),
        stretches("a" + "-".repeat(12) + " " + "-".repeat(12) + "a"));
  }

  @Test
  void silenceBeforeAndAfterAllLettersStays() {
    String silence = "-".repeat(100);
    assertEquals(List.of(new Stretch(0, 201)), stretches(silence + "a" + silence));
    assertEquals(List.of(new Stretch(0, 100)), stretches(silence));
  }

  @Test
  void noFramesAreOneStretch() {
    assertEquals(
        List.of(new Stretch(0, 0)), Stretch.between(new float[0], 0, CLASSES, c -> c != LETTER));
  }

  private static List<Stretch> stretches(String pass) {
    float[] logits = new float[pass.length() * CLASSES];
    for (int frame = 0; frame < pass.length(); frame++) {
      logits[frame * CLASSES + "- a".indexOf(pass.charAt(frame))] = 1;
    }
    return Stretch.between(logits, pass.length(), CLASSES, c -> c != LETTER);
  }
}
