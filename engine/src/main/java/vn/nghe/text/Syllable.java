// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.util.Optional;

/**
 * A written Vietnamese syllable by its parts: {@code nghiêng} is ngh, iê, ng and the level tone,
 * {@code quý} is qu, y and the acute.
 *
 * @param onset the consonants before the vowels, with the {@code u} of {@code qu} and the {@code i}
 *     of {@code gi}; empty if there are none
 * @param vowels one to three of them, without the tone mark; semivowels belong to them
 * @param coda the consonants after them; empty in an open syllable
 * @param tone one of six
 */
public record Syllable(String onset, String vowels, String coda, Tone tone) {
  /**
   * Splits a word into its parts.
   *
   * @param word in any case and Unicode normalisation form
   * @return in lower case; empty where the word is no Vietnamese syllable by its spelling
   */
  public static Optional<Syllable> parse(String word) {
    TonedWord toned = TonedWord.of(word);
    return Rhyme.syllable(toned.bare(), toned.tone());
  }
}
