// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A phrase: syllables that no punctuation mark parts.
 *
 * @param originals as they were recognised, without surrounding marks
 * @param keys the same in lower case, which is what rules compare
 */
record Syllables(List<String> originals, List<String> keys) {
  static Syllables of(List<String> originals) {
    return new Syllables(
        originals, originals.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList());
  }

  /** The phrase as if it ended here. */
  Syllables before(int end) {
    return new Syllables(originals.subList(0, end), keys.subList(0, end));
  }

  int size() {
    return keys.size();
  }

  /** The syllable in lower case; the empty string outside the phrase. */
  String at(int index) {
    return index >= 0 && index < keys.size() ? keys.get(index) : "";
  }

  /** Whether the syllable is one of these. */
  boolean isAny(int index, Set<String> words) {
    return words.contains(at(index));
  }

  /** Whether these syllables stand one after the other. */
  boolean are(int index, String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!at(index + i).equals(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** A syllable that stays as it is. */
  Match kept(int index) {
    return Match.of(originals.get(index), index, index + 1);
  }
}
