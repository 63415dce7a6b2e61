// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.nghe.model.Logits;

class UtteranceTest {
  /** Of the classes: the blank, a space, a letter. */
  private static final int CLASSES = 3;

  private static final int LETTER = 2;

  @Test
  void aPauseIsCutInItsMiddle() {
    assertEquals(
        List.of(new Utterance(0, 13), new Utterance(13, 27)),
        utterances("a" + "-".repeat(25) + "a"));
  }

  @Test
  void aShorterPauseIsNotCut() {
    assertEquals(List.of(new Utterance(0, 26)), utterances("a" + "-".repeat(24) + "a"));
  }

  @Test
  void aSpaceDoesNotEndAPause() {
    assertEquals(
        List.of(new Utterance(0, 13), new Utterance(13, 27)),
        utterances("a" + "-".repeat(12) + " " + "-".repeat(12) + "a"));
  }

  @Test
  void silenceBeforeAndAfterAllLettersStays() {
    String silence = "-".repeat(100);
    assertEquals(List.of(new Utterance(0, 201)), utterances(silence + "a" + silence));
    assertEquals(List.of(new Utterance(0, 100)), utterances(silence));
  }

  @Test
  void noFramesAreOneUtterance() {
    assertEquals(
        List.of(new Utterance(0, 0)),
        Utterance.between(Logits.of(new float[0], 0, CLASSES, 0), c -> c != LETTER));
  }

  private static List<Utterance> utterances(String pass) {
    float[] logits = new float[pass.length() * CLASSES];
    for (int frame = 0; frame < pass.length(); frame++) {
      logits[frame * CLASSES + "- a".indexOf(pass.charAt(frame))] = 1;
    }
    return Utterance.between(Logits.of(logits, pass.length(), CLASSES, 0), c -> c != LETTER);
  }
}
