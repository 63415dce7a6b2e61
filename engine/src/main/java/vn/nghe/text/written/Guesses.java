// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/**
 * Amounts that prose leaves in words because they are no one number: {@code năm bảy triệu}, five to
 * seven million; {@code hai mươi mấy}, twenty and some.
 */
final class Guesses {
  private static final int TEN = 10;
  private static final int FIVE = 5;

  /** What {@code năm} is a year behind; elsewhere it may also be five. */
  private static final Set<String> BEFORE_YEAR =
      Set.of(
          ("mỗi hàng hằng cả nửa mấy vài dăm nhiều những các bao suốt đầu cuối giữa sinh hồi trăm"
                  + " nghìn ngàn vạn triệu chục mươi mười mốt tư lăm nhăm rưỡi cùng từng")
              .split(" "));

  /** What a guess multiplies: {@code hai ba chục tỷ}. */
  private static final Set<String> SCALES =
      Set.of("mươi", "chục", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ");

  private Guesses() {}

  /** What stays as it is from here on, so that no part of it is taken for a number. */
  static Optional<Match> read(Syllables said, int from) {
    if (isYear(said, from) && isCounting(said, from + 1)) {
      return Optional.of(said.kept(from));
    }
    if (isPair(said, from)) {
      return Optional.of(kept(said, from, pastRest(said, from)));
    }
    return Numeral.read(said, from, WrittenStyle.PROSE)
        .filter(number -> said.at(number.end()).equals("mấy"))
        .map(number -> kept(said, from, pastScales(said, number.end() + 1)));
  }

  /** Whether two digits stand here that are said together when one does not know exactly. */
  static boolean isPair(Syllables said, int from) {
    int low = Digit.plain(said.at(from));
    int high = said.at(from + 1).equals("mười") ? TEN : Digit.plain(said.at(from + 1));
    boolean guess = isPair(low, high) && !isExact(said, from + 1);
    return guess || (low == FIVE && high > 0 && high < TEN && isWhole(said, from + 1));
  }

  /** {@code một hai}, {@code chín mười}; {@code năm bảy}, {@code ba năm}, {@code năm ba}. */
  private static boolean isPair(int low, int high) {
    return switch (low) {
      case Digit.NONE, 0 -> false;
      case 3 -> high == 4 || high == 5;
      case FIVE -> high == 3 || high == 6 || high == 7 || high == TEN;
      case 7, 8 -> high == low + 1 || high == TEN;
      default -> high == low + 1;
    };
  }

  /** A digit after {@code năm} that no ten or hundred follows: five and two, or a year and two. */
  private static boolean isWhole(Syllables said, int at) {
    return !said.at(at + 1).equals("mươi") && !said.at(at + 1).equals("trăm");
  }

  /** {@code mười tám}, {@code sáu mươi tư}: after {@code năm} a number by itself. */
  private static boolean isExact(Syllables said, int at) {
    return said.at(at).equals("mười")
        ? Digit.afterTen(said.at(at + 1)) != Digit.NONE
        : said.at(at + 1).equals("mươi") && Digit.afterTens(said.at(at + 2)) != Digit.NONE;
  }

  /** Whether {@code năm} stands here and cannot be five. */
  static boolean isYear(Syllables said, int at) {
    return said.at(at).equals("năm")
        && (said.isAny(at - 1, BEFORE_YEAR) || isCounting(said, at - 1));
  }

  private static boolean isCounting(Syllables said, int at) {
    return Digit.plain(said.at(at)) > 0;
  }

  /** Past further digits that each count one more, and what they multiply. */
  private static int pastRest(Syllables said, int from) {
    int end = from + 2;
    while (Digit.plain(said.at(end)) == Digit.plain(said.at(end - 1)) + 1
        && isCounting(said, end - 1)
        && !isExact(said, end)) {
      end++;
    }
    return pastScales(said, end);
  }

  private static int pastScales(Syllables said, int at) {
    int end = at;
    while (said.isAny(end, SCALES)) {
      end++;
    }
    return end;
  }

  private static Match kept(Syllables said, int from, int end) {
    Match match = said.kept(from);
    for (int i = from + 1; i < end; i++) {
      match = match.then(said.kept(i));
    }
    return match;
  }
}
