// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.List;
import vn.nghe.transcript.Word;

/**
 * Decides whether recognised words are evidence of speech, or what a recogniser makes of music and
 * noise: few letters, all of them uncertain.
 *
 * <p>The measure is the sum over letters of the logarithm of the odds {@code c / (1 - c)} of their
 * word's confidence {@code c}, as for independent witnesses. A letter at even odds counts nothing,
 * one below counts against speech.
 */
final class SpeechEvidence {
  /**
   * Odds of 7 to 1, as a natural logarithm. By the default model, music, noise and hum reach 1.1,
   * and the least of 179 clips of speech 6.
   */
  private static final double ENOUGH = 2;

  /** Keeps the odds of a certain word finite. */
  private static final double MOST_CONFIDENCE = 1 - 1e-6;

  private static final double LEAST_CONFIDENCE = 1e-6;

  private SpeechEvidence() {}

  /** Whether these words are evidence of speech. */
  static boolean suffices(List<Word> words) {
    double evidence = 0;
    for (Word word : words) {
      double confidence = Math.clamp(word.confidence(), LEAST_CONFIDENCE, MOST_CONFIDENCE);
      evidence += word.text().length() * Math.log(confidence / (1 - confidence));
    }
    return evidence >= ENOUGH;
  }
}
