// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.ArrayList;
import java.util.List;

/**
 * Says whole numbers in full, as one reads them out; the inverse that the grammar is tested with.
 */
final class Speller {
  private static final List<String> DIGITS =
      List.of("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín");

  private final String thousand;
  private final String gap;

  /**
   * @param thousand {@code nghìn} or {@code ngàn}
   * @param gap {@code linh} or {@code lẻ}
   */
  Speller(String thousand, String gap) {
    this.thousand = thousand;
    this.gap = gap;
  }

  String spell(long number) {
    List<String> syllables = new ArrayList<>();
    spell(number, false, syllables);
    return String.join(" ", syllables);
  }

  private void spell(long number, boolean inside, List<String> syllables) {
    if (number >= 1_000_000_000) {
      scaled(number, 1_000_000_000, "tỷ", inside, syllables);
    } else if (number >= 1_000_000) {
      scaled(number, 1_000_000, "triệu", inside, syllables);
    } else if (number >= 1_000) {
      scaled(number, 1_000, thousand, inside, syllables);
    } else {
      group((int) number, inside, syllables);
    }
  }

  private void scaled(
      long number, long scale, String word, boolean inside, List<String> syllables) {
    spell(number / scale, inside, syllables);
    syllables.add(word);
    if (number % scale != 0) {
      spell(number % scale, true, syllables);
    }
  }

  /** Below a thousand; inside a larger number the hundreds are always said. */
  private void group(int number, boolean inside, List<String> syllables) {
    if (number >= 100 || inside) {
      syllables.add(DIGITS.get(number / 100));
      syllables.add("trăm");
      if (number % 100 == 0) {
        return;
      }
      if (number % 100 < 10) {
        syllables.add(gap);
      }
    }
    tens(number % 100, syllables);
  }

  private static void tens(int number, List<String> syllables) {
    int ones = number % 10;
    if (number < 10) {
      syllables.add(DIGITS.get(number));
      return;
    }
    if (number < 20) {
      syllables.add("mười");
    } else {
      syllables.add(DIGITS.get(number / 10));
      syllables.add("mươi");
    }
    if (ones == 1 && number > 20) {
      syllables.add("mốt");
    } else if (ones == 5) {
      syllables.add("lăm");
    } else if (ones > 0) {
      syllables.add(DIGITS.get(ones));
    }
  }
}
