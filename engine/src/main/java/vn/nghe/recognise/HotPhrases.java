// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vn.nghe.api.HotWordException;
import vn.nghe.text.Speller;
import vn.nghe.text.ToneMarks;

/** Spells hot words as a model writes them. */
final class HotPhrases {
  /** What separates words: everything but letters, their marks and digits. */
  private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");

  private HotPhrases() {}

  /**
   * Spells hot words, with the tone marks in either place.
   *
   * @return at least one phrase for each, words separated by single spaces
   * @throws HotWordException if the model has no units for one of them
   */
  static List<String> spell(List<String> hotWords, Speller speller) {
    Set<String> phrases = new LinkedHashSet<>();
    for (int i = 0; i < hotWords.size(); i++) {
      String text =
          Normalizer.normalize(hotWords.get(i), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
      String words = GAP.matcher(text).replaceAll(" ").strip();
      if (words.isEmpty()) {
        throw new HotWordException(i, "has no letters; leave it out");
      }
      phrases.add(spell(i, ToneMarks.older(words), speller));
      phrases.add(spell(i, ToneMarks.newer(words), speller));
    }
    return List.copyOf(phrases);
  }

  private static String spell(int index, String phrase, Speller speller) {
    List<String> spelled = new ArrayList<>();
    for (String word : phrase.split(" ", -1)) {
      spelled.add(
          speller
              .spell(word)
              .orElseThrow(
                  () ->
                      new HotWordException(
                          index,
                          "has '"
                              + word
                              + "' in it, which the model has no letters for; write it as it is"
                              + " spoken")));
    }
    return String.join(" ", spelled);
  }
}
