// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Set;

/** What speaks against reading syllables as an exact number in prose. */
final class Doubt {
  /** Words that make the number after them a guess: {@code vài ba trăm}. */
  private static final Set<String> ABOUT =
      Set.of("vài", "dăm", "mấy", "đôi", "chục", "nhiều", "những", "các", "mỗi", "nửa");

  private static final Set<String> OR = Set.of("đến", "tới", "hay", "hoặc");

  /** What makes another word of {@code tư}, four: {@code tư nhân}, private. */
  private static final Set<String> AFTER_PRIVATE =
      Set.of(
          ("nhân tưởng thế duy liệu cách vấn bản sản pháp lệnh tế thục hữu doanh thất lợi tình thù"
                  + " gia thông mã trang chất")
              .split(" "));

  private Doubt() {}

  /** Whether the number that begins here may be the second half of a guess: {@code ba đến bốn}. */
  static boolean isGuess(Syllables said, int from) {
    if (said.isAny(from - 1, OR) && isCounting(said.at(from - 2))) {
      return !Spans.isLow(said, from - 2);
    }
    return said.isAny(from - 1, ABOUT)
        || isCounting(said.at(from - 1))
        || isWritten(said.at(from - 1));
  }

  /** Whether a number is in figures already. */
  static boolean isWritten(String syllable) {
    return !syllable.isEmpty() && Character.isDigit(syllable.charAt(syllable.length() - 1));
  }

  /** Whether {@code tư} stands here and is no part of another word. */
  static boolean isFour(Syllables said, int at) {
    return said.at(at).equals("tư") && !said.isAny(at + 1, AFTER_PRIVATE);
  }

  /** One to nine; {@code năm} before a number is a year, and {@code không} a denial. */
  private static boolean isCounting(String syllable) {
    return Digit.plain(syllable) > 0 && !syllable.equals("năm");
  }
}
