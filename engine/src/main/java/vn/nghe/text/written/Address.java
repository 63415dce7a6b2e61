// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Map;
import java.util.Optional;

/**
 * One side of an at sign, or the name of a host.
 *
 * @param text letters, digits, dots and hyphens
 * @param end index after its last syllable
 */
record Address(String text, int end) {
  private static final Map<String, String> JOINERS = Map.of("chấm", ".", "gạch", "-");

  /** Longer words than a letter are spelled out only beside a dot or hyphen, or before the at. */
  static Optional<Address> read(Syllables said, int from) {
    var text = new StringBuilder();
    int at = from;
    while (isPart(said, at)) {
      text.append(part(said.at(at)));
      at++;
      if (JOINERS.containsKey(said.at(at)) && isPart(said, at + 1)) {
        text.append(JOINERS.get(said.at(at)));
        at++;
      }
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(new Address(text.toString(), at));
  }

  boolean hasDot() {
    return text.indexOf('.') > 0;
  }

  String lastLabel() {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  private static boolean isPart(Syllables said, int index) {
    String syllable = said.at(index);
    return !Electronic.isAt(said, index)
        && (Digit.plain(syllable) != Digit.NONE
            || isLetter(syllable)
            || (isLatin(syllable) && isBesideJoint(said, index)));
  }

  private static String part(String syllable) {
    int digit = Digit.plain(syllable);
    return digit == Digit.NONE ? syllable : Integer.toString(digit);
  }

  private static boolean isBesideJoint(Syllables said, int index) {
    return JOINERS.containsKey(said.at(index + 1))
        || JOINERS.containsKey(said.at(index - 1))
        || Electronic.isAt(said, index + 1);
  }

  private static boolean isLetter(String syllable) {
    return syllable.length() == 1 && isLatin(syllable);
  }

  private static boolean isLatin(String syllable) {
    return !syllable.isEmpty() && syllable.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }
}
