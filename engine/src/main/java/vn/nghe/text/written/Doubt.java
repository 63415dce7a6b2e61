// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Set;

/** What speaks against reading syllables as an exact number in prose. */
final class Doubt {
  /** Words that make the number after them a guess: {@code vài ba trăm}. */
  private static final Set<String> ABOUT =
      Set.of("vài", "dăm", "mấy", "đôi", "chục", "nhiều", "những", "các", "mỗi", "hàng", "nửa");

  private static final Set<String> OR = Set.of("đến", "tới", "hay", "hoặc");

  private Doubt() {}

  /** Two digits said in a row are a guess: {@code hai ba trăm} is two or three hundred. */
  static boolean isGuess(Syllables said, int from) {
    return followsGuess(said, from)
        || (isCounting(said.at(from)) && Digit.plain(said.at(from + 1)) != Digit.NONE);
  }

  /** Whether the number that begins here may be the second half of a guess: {@code ba đến bốn}. */
  static boolean followsGuess(Syllables said, int from) {
    if (said.isAny(from - 1, OR) && isCounting(said.at(from - 2))) {
      return true;
    }
    String before = said.at(from - 1);
    return said.isAny(from - 1, ABOUT)
        || isCounting(before)
        || (!before.isEmpty() && Character.isDigit(before.charAt(before.length() - 1)));
  }

  /** One to nine; {@code năm} before a number is a year, and {@code không} a denial. */
  private static boolean isCounting(String syllable) {
    return Digit.plain(syllable) > 0 && !syllable.equals("năm");
  }
}
