// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/**
 * The first of two bounds with a word between them, which needs no unit of its own: {@code từ năm
 * đến bảy triệu} từ 5 đến 7 triệu. Without {@code từ}, from, two digits are a guess.
 */
record Spans() implements Rule {
  static final Set<String> TO = Set.of("đến", "tới");

  @Override
  public Optional<Match> match(Syllables said, int from) {
    return isLow(said, from)
        ? Numeral.read(said, from, WrittenStyle.PROSE).map(Numeral::written)
        : Optional.empty();
  }

  /** Whether the one syllable here is the lower bound of an exact amount. */
  static boolean isLow(Syllables said, int from) {
    Optional<Numeral> low = one(said, from).filter(it -> said.isAny(it.end(), TO));
    return low.flatMap(it -> high(said, it.end() + 1))
        .filter(it -> said.at(from - 1).equals("từ") || !it.isLoneDigit())
        .filter(it -> it.end() > it.from() + 1 || isCounted(said, it))
        .filter(it -> least(it) > least(low.get()))
        .isPresent();
  }

  private static Optional<Numeral> one(Syllables said, int from) {
    return Numeral.read(said, from, WrittenStyle.PROSE)
        .filter(it -> it.end() == from + 1 && it.isPlain() && !it.number().equals("0"));
  }

  private static Optional<Numeral> high(Syllables said, int from) {
    return Numeral.read(said, from, WrittenStyle.PROSE)
        .filter(it -> it.number().chars().allMatch(Character::isDigit))
        .filter(it -> !BareNumbers.isDoubtfulPair(said, it));
  }

  private static boolean isCounted(Syllables said, Numeral high) {
    return !high.scales().isEmpty()
        || Units.read(said, high.end()).isPresent()
        || said.isAny(high.end(), Durations.UNITS);
  }

  private static long least(Numeral numeral) {
    return Long.parseLong(numeral.number());
  }
}
