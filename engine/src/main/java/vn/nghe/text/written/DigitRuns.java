// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/**
 * Numbers said digit by digit in figures: telephone numbers ({@code không chín ba …} 093-655-5449)
 * and card numbers in the groups that are printed on cards.
 */
record DigitRuns() implements Rule {
  private static final int LEAST = 3;

  private static final Set<String> JOINS_HUNDREDS = Set.of("mươi", "trăm", "nghìn", "ngàn");
  private static final int MOBILE_DIGITS = 10;

  @Override
  public Optional<Match> match(Syllables said, int from) {
    return abroad(said, from).or(() -> plain(said, from));
  }

  private static Optional<Match> plain(Syllables said, int from) {
    String digits = digits(said, from);
    return digits.length() >= LEAST ? Optional.of(grouped(digits, from)) : Optional.empty();
  }

  /** {@code cộng}, the code of a country, and a number that begins with zero. */
  private static Optional<Match> abroad(Syllables said, int from) {
    if (!said.at(from).equals("cộng")) {
      return Optional.empty();
    }
    return twoDigits(said, from + 1)
        .or(() -> Group.pair(said, from + 1))
        .or(() -> Group.digit(said, from + 1))
        .filter(it -> it.value() > 0)
        .flatMap(
            it -> {
              String digits = digits(said, it.end());
              return digits.startsWith("0") && digits.length() >= MOBILE_DIGITS - 1
                  ? Optional.of(
                      Match.of("+" + it.value(), from, it.end()).then(grouped(digits, it.end())))
                  : Optional.empty();
            });
  }

  private static Optional<Group> twoDigits(Syllables said, int from) {
    int first = Digit.plain(said.at(from));
    int second = Digit.plain(said.at(from + 1));
    return first > 0 && second > 0
        ? Optional.of(new Group(10 * first + second, from + 2))
        : Optional.empty();
  }

  /** One digit for every syllable that is one; empty where the first is not. */
  static String digits(Syllables said, int from) {
    var digits = new StringBuilder();
    int digit = Digit.plain(said.at(from));
    while (digit != Digit.NONE && !said.isAny(from + digits.length() + 1, JOINS_HUNDREDS)) {
      digits.append(digit);
      digit = Digit.following(said.at(from + digits.length()));
    }
    return digits.toString();
  }

  private static Match grouped(String digits, int from) {
    int[] groups = groups(digits);
    boolean mobile = digits.length() == MOBILE_DIGITS && groups.length > 1;
    if (mobile) {
      var text = digits.substring(0, 3) + "-" + digits.substring(3, 6) + "-" + digits.substring(6);
      return Match.of(text, from, from + MOBILE_DIGITS);
    }
    int at = 0;
    Match match = Match.of(digits.substring(0, groups[0]), from, from + groups[0]);
    for (int i = 1; i < groups.length; i++) {
      at += groups[i - 1];
      match = match.then(digits.substring(at, at + groups[i]), from + at + groups[i]);
    }
    return match;
  }

  /** Vietnamese mobile numbers have ten digits from zero on; cards have 16, American Express 15. */
  private static int[] groups(String digits) {
    return switch (digits.length()) {
      case MOBILE_DIGITS -> digits.startsWith("0") ? new int[] {3, 3, 4} : new int[] {10};
      case 15 -> new int[] {4, 6, 5};
      case 16 -> new int[] {4, 4, 4, 4};
      default -> new int[] {digits.length()};
    };
  }
}
