// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Map;

/**
 * What a syllable is worth as one digit. Which syllables are allowed depends on what stands before:
 * five is {@code năm} alone and {@code lăm} after a ten, one is {@code mốt} after twenty and up.
 */
final class Digit {
  static final int NONE = -1;

  private static final Map<String, Integer> PLAIN =
      Map.ofEntries(
          Map.entry("không", 0),
          Map.entry("một", 1),
          Map.entry("hai", 2),
          Map.entry("ba", 3),
          Map.entry("bốn", 4),
          Map.entry("năm", 5),
          Map.entry("sáu", 6),
          Map.entry("bảy", 7),
          Map.entry("bẩy", 7),
          Map.entry("tám", 8),
          Map.entry("chín", 9));

  private static final Map<String, Integer> AFTER_OTHERS =
      Map.of("mốt", 1, "tư", 4, "lăm", 5, "nhăm", 5);

  private Digit() {}

  /** A digit that stands by itself or in front of others. */
  static int plain(String syllable) {
    return PLAIN.getOrDefault(syllable, NONE);
  }

  /** A digit that follows other digits, however it is said. */
  static int following(String syllable) {
    int plain = plain(syllable);
    return plain == NONE ? AFTER_OTHERS.getOrDefault(syllable, NONE) : plain;
  }

  /** The ones of a number from 11 to 19. {@code mười năm} is ten years. */
  static int afterTen(String syllable) {
    return switch (syllable) {
      case "không", "năm", "mốt" -> NONE;
      default -> following(syllable);
    };
  }

  /** The ones of a number from 21 to 99 with {@code mươi}. {@code hai mươi năm} is twenty years. */
  static int afterTens(String syllable) {
    return switch (syllable) {
      case "không", "năm" -> NONE;
      default -> following(syllable);
    };
  }

  /**
   * The digit after a ten, hundred or thousand that is not named: {@code hai mốt} 21, {@code trăm
   * hai} 120. {@code một} and {@code năm} never are that digit; {@code mốt} and {@code lăm} are.
   */
  static int shortened(String syllable) {
    return syllable.equals("một") ? NONE : afterTens(syllable);
  }
}
