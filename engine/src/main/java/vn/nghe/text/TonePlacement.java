// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two ways to place the tone mark of an open syllable in oa, oe or uy: on the first letter
 * ({@code hòa}, as older print has it) or on the main vowel ({@code hoà}, as schools teach it).
 * With a consonant behind, or in {@code quý}, whose u belongs to the q, there is only one.
 */
final class TonePlacement {
  private static final Pattern FIRST =
      Pattern.compile("([òóỏõọ])([ae])(?![\\p{L}\\p{M}])|(?<!q)([ùúủũụ])(y)(?![\\p{L}\\p{M}])");

  private static final Pattern SECOND =
      Pattern.compile("(o)([àáảãạèéẻẽẹ])(?![\\p{L}\\p{M}])|(?<!q)(u)([ỳýỷỹỵ])(?![\\p{L}\\p{M}])");

  /** Letters with the same tone stand in the same column. */
  private static final String[] ROWS = {
    "aàáảãạ", "eèéẻẽẹ", "oòóỏõọ", "uùúủũụ", "yỳýỷỹỵ",
  };

  private TonePlacement() {}

  /** The text with every mark that can move on the first letter. */
  static String onFirst(String text) {
    return move(SECOND.matcher(text));
  }

  /** The text with every mark that can move on the main vowel. */
  static String onMain(String text) {
    return move(FIRST.matcher(text));
  }

  private static String move(Matcher matcher) {
    return matcher.replaceAll(
        match -> {
          boolean glide = match.group(1) != null;
          char first = match.group(glide ? 1 : 3).charAt(0);
          char second = match.group(glide ? 2 : 4).charAt(0);
          return "" + toned(first, tone(second)) + toned(second, tone(first));
        });
  }

  private static int tone(char letter) {
    return row(letter).indexOf(letter);
  }

  private static char toned(char letter, int tone) {
    return row(letter).charAt(tone);
  }

  private static String row(char letter) {
    for (String row : ROWS) {
      if (row.indexOf(letter) >= 0) {
        return row;
      }
    }
    throw new IllegalArgumentException("not a vowel whose mark moves: " + letter);
  }
}
