// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Tests whether a word is spelt like a Vietnamese syllable: an onset, a rhyme and a tone. Rhymes
 * that end in a stop take only the acute or the dot below. This distinguishes {@code nghiêng} from
 * {@code facebook}. Not every onset occurs with every rhyme; the counts of a text show which do.
 */
final class SyllableSpelling {
  private static final Pattern TONE = Pattern.compile("[\u0300\u0301\u0303\u0309\u0323]");

  private static final String ONSET =
      "(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?";

  private static final String GLIDE = "[ou]?";

  private static final String NUCLEUS = "(?:a|ă|â|e|ê|i|o|oo|ô|ơ|u|ư|y|ia|iê|ya|yê|ua|uô|ưa|ươ)";

  private static final Pattern OPEN =
      Pattern.compile(ONSET + GLIDE + NUCLEUS + "(?:i|y|o|u|m|n|ng|nh)?");

  private static final Pattern STOPPED = Pattern.compile(ONSET + GLIDE + NUCLEUS + "(?:c|ch|p|t)");

  /**
   * Onsets that contain a vowel of the rhyme: {@code gì}, {@code gìn}, {@code giếng}, {@code quý}.
   */
  private static final Pattern GI = Pattern.compile("gi(?:n|m|ê|êng|êm|êu)?");

  private static final Pattern GI_STOPPED = Pattern.compile("gi(?:ch|t|êt|êc|êp)");

  private SyllableSpelling() {}

  /**
   * @param word in NFC and lower case
   */
  static boolean isSyllable(String word) {
    String apart = Normalizer.normalize(word, Normalizer.Form.NFD);
    var tone = TONE.matcher(apart);
    boolean stopTone = true;
    if (tone.find()) {
      stopTone = tone.group().equals("\u0301") || tone.group().equals("\u0323");
      if (tone.find()) {
        return false;
      }
    } else {
      stopTone = false;
    }
    String bare = Normalizer.normalize(TONE.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
    if (OPEN.matcher(bare).matches() || GI.matcher(bare).matches()) {
      return true;
    }
    return stopTone && (STOPPED.matcher(bare).matches() || GI_STOPPED.matcher(bare).matches());
  }
}
