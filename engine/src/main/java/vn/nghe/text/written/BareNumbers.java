// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Numbers without a unit: {@code hai mươi mốt} 21, {@code một triệu rưỡi} 1,5 triệu. */
record BareNumbers(WrittenStyle style) implements Rule {
  /** The only digits that show by themselves that the digit before them is a ten. */
  private static final Set<String> AFTER_TENS = Set.of("mốt", "lăm");

  /** What two digits count without {@code mươi}: {@code bốn tư tuổi}. */
  private static final Set<String> COUNTED =
      Set.of("tuổi", "độ", "tháng", "tết", "tấn", "ký", "kí");

  @Override
  public Optional<Match> match(Syllables said, int from) {
    Optional<Numeral> numeral = Numeral.read(said, from, style).filter(it -> !it.isLoneDigit());
    if (style == WrittenStyle.FIGURES) {
      return numeral.map(Numeral::written);
    }
    return numeral
        .filter(it -> it.end() > from + 1 && !isVeryMany(it))
        .filter(it -> !isDoubtfulPair(said, it))
        .map(it -> Doubt.isGuess(said, from) ? kept(said, it) : it.written());
  }

  /** {@code một vạn}, ten thousand, which as a rule is no count. */
  private static boolean isVeryMany(Numeral numeral) {
    return numeral.number().equals("1") && numeral.scales().equals(List.of("vạn"));
  }

  /** Two digits without {@code mươi}: a number, a guess, or a digit and another word. */
  static boolean isDoubtfulPair(Syllables said, Numeral numeral) {
    int second = numeral.from() + 1;
    return numeral.end() == second + 1
        && Digit.plain(said.at(numeral.from())) != Digit.NONE
        && Digit.shortened(said.at(second)) != Digit.NONE
        && !said.isAny(second, AFTER_TENS)
        && !said.isAny(numeral.end(), COUNTED);
  }

  /** All of a guess stays words, or its second half would pass for a number. */
  private static Match kept(Syllables said, Numeral numeral) {
    Match match = said.kept(numeral.from());
    for (int i = numeral.from() + 1; i < numeral.end(); i++) {
      match = match.then(said.kept(i));
    }
    return match;
  }
}
