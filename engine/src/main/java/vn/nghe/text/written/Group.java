// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/**
 * A whole number below a thousand, the unit that larger ones are said in.
 *
 * @param value 0 to 999
 * @param end index after its last syllable
 */
record Group(int value, int end) {
  static final Set<String> GAP = Set.of("linh", "lẻ");

  private static final Set<String> MAKES_TENS = Set.of("mươi", "trăm");

  /** {@code hai chục} is exactly twenty in front of these; elsewhere it is about as many. */
  private static final Set<String> AFTER_DOZEN =
      Set.of("nghìn", "ngàn", "triệu", "tỷ", "tỉ", "cây", "ki", "mét", "phần");

  /** Hundreds, or else two digits, or else one. */
  static Optional<Group> read(Syllables said, int from) {
    return hundreds(said, from).or(() -> pair(said, from)).or(() -> digit(said, from));
  }

  /** {@code ba}; not the {@code ba} of {@code ba mươi}. */
  static Optional<Group> digit(Syllables said, int from) {
    return last(said, from, Digit.plain(said.at(from)));
  }

  /** 10 to 99. */
  static Optional<Group> pair(Syllables said, int from) {
    if (said.at(from).equals("mười")) {
      return last(said, from + 1, Digit.afterTen(said.at(from + 1)))
          .map(ones -> new Group(10 + ones.value, ones.end))
          .or(() -> Optional.of(new Group(10, from + 1)));
    }
    if (said.at(from).equals("hăm")) {
      return last(said, from + 1, Digit.afterTens(said.at(from + 1)))
          .map(ones -> new Group(20 + ones.value, ones.end));
    }
    int tens = Digit.plain(said.at(from));
    if (tens > 0 && said.at(from + 1).equals("chục") && said.isAny(from + 2, AFTER_DOZEN)) {
      return Optional.of(new Group(10 * tens, from + 2));
    }
    if (tens < 2) {
      return Optional.empty();
    }
    if (said.at(from + 1).equals("mươi")) {
      return last(said, from + 2, Digit.afterTens(said.at(from + 2)))
          .map(ones -> new Group(10 * tens + ones.value, ones.end))
          .or(() -> Optional.of(new Group(10 * tens, from + 2)));
    }
    return shortened(said, from + 1).map(ones -> new Group(10 * tens + ones.value, ones.end));
  }

  /** {@code linh năm} or {@code lẻ năm}: a digit after empty places. */
  static Optional<Group> afterGap(Syllables said, int from) {
    return said.isAny(from, GAP)
        ? last(said, from + 1, Digit.following(said.at(from + 1)))
        : Optional.empty();
  }

  /** The digit of the next lower place, where that place is not named. */
  static Optional<Group> shortened(Syllables said, int from) {
    return last(said, from, Digit.shortened(said.at(from)));
  }

  /** 100 to 999; also {@code không trăm …}, with which the lower groups of large numbers begin. */
  static Optional<Group> hundreds(Syllables said, int from) {
    int hundreds = Digit.plain(said.at(from));
    if (hundreds == Digit.NONE || !said.at(from + 1).equals("trăm")) {
      return Optional.empty();
    }
    int rest = from + 2;
    if (said.at(rest).equals("rưỡi")) {
      return Optional.of(new Group(100 * hundreds + 50, rest + 1));
    }
    return afterGap(said, rest)
        .or(() -> pair(said, rest))
        .or(() -> shortened(said, rest).map(tens -> new Group(10 * tens.value, tens.end)))
        .map(low -> new Group(100 * hundreds + low.value, low.end))
        .or(() -> Optional.of(new Group(100 * hundreds, rest)));
  }

  /** A digit, unless the next syllable makes it tens or hundreds of what follows. */
  private static Optional<Group> last(Syllables said, int at, int digit) {
    return digit == Digit.NONE || said.isAny(at + 1, MAKES_TENS)
        ? Optional.empty()
        : Optional.of(new Group(digit, at + 1));
  }
}
