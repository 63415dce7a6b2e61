// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.text.Normalizer;
import java.util.List;
import vn.nghe.transcript.Word;

/**
 * Decides whether recognised words are evidence of speech, or what a recogniser makes of music and
 * noise: few letters, all of them uncertain.
 *
 * <p>The measure is the sum over letters and tone marks of the logarithm of the odds {@code c / (1
 * - c)} of their word's confidence {@code c}, as for independent witnesses. A letter at even odds
 * counts nothing, one below counts against speech. A tone mark counts like a letter: it is a unit
 * of its own for the model, and noise has no tones.
 */
final class SpeechEvidence {
  /**
   * Odds of 3.5 to 1, as a natural logarithm. With the default model, music, noise, hum, knocks,
   * beeps and single notes reach 1.2, a word of one letter by itself mostly 1.25 to 2, and the
   * least of 179 clips of speech 6.
   */
  private static final double ENOUGH = 1.25;

  /** Keeps the odds of a certain word finite. */
  private static final double MOST_CONFIDENCE = 1 - 1e-6;

  private static final double LEAST_CONFIDENCE = 1e-6;

  /** Grave, acute, tilde, hook above and dot below; other marks belong to their letters. */
  private static final String TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323";

  private SpeechEvidence() {}

  /** Whether these words are evidence of speech. */
  static boolean suffices(List<Word> words) {
    double evidence = 0;
    for (Word word : words) {
      double confidence = Math.clamp(word.confidence(), LEAST_CONFIDENCE, MOST_CONFIDENCE);
      evidence += signs(word.text()) * Math.log(confidence / (1 - confidence));
    }
    return evidence >= ENOUGH;
  }

  /** How many letters and tone marks a text has. */
  private static long signs(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> Character.isLetterOrDigit(c) || TONE_MARKS.indexOf(c) >= 0)
        .count();
  }
}
