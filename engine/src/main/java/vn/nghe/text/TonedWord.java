// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A word and the first tone in it, apart.
 *
 * @param bare the word without that tone's mark, in NFC
 * @param tone the level one if no vowel bears a mark
 */
record TonedWord(String bare, Tone tone) {
  /**
   * Grave, acute, hook, tilde or dot below, the five tones that are written, on a vowel, perhaps
   * with the circumflex, breve or horn that makes another vowel of it.
   */
  private static final Pattern TONE =
      Pattern.compile("(?i)(?<vowel>[aeiouy]\\p{M}*?)(?<tone>[\u0300\u0301\u0309\u0303\u0323])");

  static TonedWord of(String word) {
    var tone = TONE.matcher(Normalizer.normalize(word, Normalizer.Form.NFD));
    if (!tone.find()) {
      return new TonedWord(Normalizer.normalize(word, Normalizer.Form.NFC), Tone.LEVEL);
    }
    String mark = tone.group("tone");
    String bare = Normalizer.normalize(tone.replaceFirst("${vowel}"), Normalizer.Form.NFC);
    return new TonedWord(bare, Tone.marked(mark));
  }
}
