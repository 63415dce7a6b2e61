// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;

/**
 * A whole number as it is said: {@code hai triệu ba trăm nghìn}. What is round stays round: {@code
 * mười triệu rưỡi} is 10, 5 and one scale word.
 *
 * @param whole the number before the scale words
 * @param tenth the digit after it, or {@link Digit#NONE}
 * @param scales how many scale words follow
 * @param scaleAt index of the first scale word
 * @param end index after its last syllable
 */
record Cardinal(long whole, int tenth, int scales, int scaleAt, int end) {
  /** Reads the longest number. */
  static Optional<Cardinal> read(Syllables said, int from) {
    return below(Scale.ASCENDING.size(), said, from).map(number -> number.scaled(said));
  }

  /** The value, scale words multiplied out; below 10^12 while no {@link Scale#BILLION} is in it. */
  private long value(Syllables said) {
    long factor = scales == 0 ? 1 : Scale.factor(said.at(scaleAt));
    return whole * factor + (tenth == Digit.NONE ? 0 : tenth * factor / 10);
  }

  /** A number in which no scale word is higher than the first {@code levels} of {@link Scale}. */
  private static Optional<Cardinal> below(int levels, Syllables said, int from) {
    if (levels == 0) {
      return Group.read(said, from)
          .map(group -> new Cardinal(group.value(), Digit.NONE, 0, group.end(), group.end()));
    }
    Scale scale = Scale.ASCENDING.get(levels - 1);
    return below(levels - 1, said, from)
        .map(
            head ->
                head.tenth == Digit.NONE && scale.isAt(said, head.end)
                    ? head.times(scale, said)
                    : head);
  }

  private Cardinal times(Scale scale, Syllables said) {
    int rest = end + 1;
    // Billions of billions would not fit a long, and nobody says them with a remainder.
    boolean exact = scales < 2 && value(said) < Scale.BILLION.factor();
    Optional<Cardinal> low = exact ? remainder(scale, said, rest) : Optional.empty();
    if (low.isPresent()) {
      long sum = value(said) * scale.factor() + low.get().value(said);
      return new Cardinal(sum, Digit.NONE, 0, low.get().end, low.get().end);
    }
    boolean half = said.at(rest).equals("rưỡi");
    // In "một triệu hai triệu" the two belongs to what follows it.
    Optional<Group> next =
        Group.shortened(said, rest).filter(digit -> !Scale.isAny(said, digit.end()));
    int after = half ? rest + 1 : next.map(Group::end).orElse(rest);
    int digit = half ? 5 : next.map(Group::value).orElse(Digit.NONE);
    if (scale.equals(Scale.THOUSAND)) {
      long sum = whole * 1000 + (digit == Digit.NONE ? 0 : 100L * digit);
      return new Cardinal(sum, Digit.NONE, 0, after, after);
    }
    return new Cardinal(whole, digit, scales + 1, scales == 0 ? end : scaleAt, after);
  }

  /** What follows a scale word and is added to it. A lone digit is not: it is the next place. */
  private static Optional<Cardinal> remainder(Scale scale, Syllables said, int from) {
    Optional<Cardinal> gap =
        Group.afterGap(said, from)
            .map(digit -> new Cardinal(digit.value(), Digit.NONE, 0, digit.end(), digit.end()));
    return gap.or(() -> below(Scale.ASCENDING.indexOf(scale), said, from))
        .filter(low -> low.end > from + 1 || low.whole >= 10)
        .filter(low -> low.scales < 2 && low.value(said) < scale.factor());
  }

  /** This with the scale words that only multiply: {@code mười vạn}, {@code một tỷ tỷ}. */
  private Cardinal scaled(Syllables said) {
    Cardinal number = this;
    while (number.tenth == Digit.NONE && Scale.isMultiplier(said, number.end)) {
      int first = number.scales == 0 ? number.end : number.scaleAt;
      number = new Cardinal(number.whole, Digit.NONE, number.scales + 1, first, number.end + 1);
    }
    return number;
  }
}
