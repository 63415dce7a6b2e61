// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;

/**
 * The number of a year, said as a whole ({@code hai nghìn mười ba}), digit by digit or in two
 * halves ({@code mười chín bốn lăm}).
 *
 * @param value 100 to 2999: earlier years are rare, and two digits are as a rule a number of years
 * @param end index after its last syllable
 */
record Year(int value, int end) {
  private static final int FIRST = 100;
  private static final int LAST = 2999;

  static Optional<Year> read(Syllables said, int from) {
    return halves(said, from)
        .or(() -> whole(said, from))
        .filter(year -> year.value >= FIRST && year.value <= LAST);
  }

  private static Optional<Year> whole(Syllables said, int from) {
    return Cardinal.read(said, from)
        .filter(number -> number.scales() == 0 && number.whole() <= LAST)
        .map(number -> new Year((int) number.whole(), number.end()));
  }

  private static Optional<Year> halves(Syllables said, int from) {
    return century(said, from)
        .flatMap(
            century ->
                twoDigits(said, century.end())
                    .map(rest -> new Year(100 * century.value() + rest.value(), rest.end())));
  }

  /** 10 to 29. */
  private static Optional<Group> century(Syllables said, int from) {
    int first = Digit.plain(said.at(from));
    int second = Digit.plain(said.at(from + 1));
    if ((first == 1 || first == 2) && second != Digit.NONE) {
      return Optional.of(new Group(10 * first + second, from + 2));
    }
    return said.at(from).equals("mười") ? Group.pair(said, from) : Optional.empty();
  }

  /** 00 to 99; the first digit may be the last of a number that only looks like one. */
  private static Optional<Group> twoDigits(Syllables said, int from) {
    int first = Digit.plain(said.at(from));
    int second = Digit.following(said.at(from + 1));
    if (first != Digit.NONE && second != Digit.NONE && !said.at(from + 2).equals("mươi")) {
      return Optional.of(new Group(10 * first + second, from + 2));
    }
    return Group.pair(said, from).or(() -> Group.afterGap(said, from));
  }
}
