// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two numbers said in a row that bound an amount: {@code mười lăm hai mươi phút} 15-20 phút, {@code
 * hai trăm ba trăm nghìn} 200-300 nghìn.
 */
final class Ranges {
  /** Digits that show by themselves that the digit before them is a ten. */
  private static final Set<String> AFTER_TENS = Set.of("mốt", "tư", "lăm", "nhăm");

  private static final int HUNDRED = 100;
  private static final int HALF = 50;

  /** Bounds that are further apart are two numbers. */
  private static final int WIDEST = 20;

  private Ranges() {}

  static Optional<Numeral> read(Syllables said, int from) {
    return between(said, from, low(said, from), Ranges::tens)
        .or(() -> between(said, from, hundreds(said, from), Ranges::hundreds));
  }

  private interface Reader {
    Optional<Group> read(Syllables said, int from);
  }

  private static Optional<Numeral> between(
      Syllables said, int from, Optional<Group> low, Reader reader) {
    return low.flatMap(
        first ->
            reader
                .read(said, first.end())
                .filter(second -> isRange(first.value(), second.value()))
                .map(second -> numeral(said, from, first, second)));
  }

  private static boolean isRange(int low, int high) {
    int widest = low >= HUNDRED ? 2 * HUNDRED : WIDEST;
    return (low < high && high - low <= widest) || (low == HALF && high == HALF);
  }

  private static Numeral numeral(Syllables said, int from, Group low, Group high) {
    int end = high.end();
    boolean scaled = Scale.THOUSAND.isAt(said, end) || Scale.isMultiplier(said, end);
    return new Numeral(
        low.value() + "-" + high.value(),
        from,
        end,
        scaled ? List.of(said.at(end)) : List.of(),
        scaled ? end + 1 : end);
  }

  /** In {@code ba mươi ba lăm} the second {@code ba} is the ten of what follows. */
  private static Optional<Group> low(Syllables said, int from) {
    return tens(said, from)
        .map(
            pair ->
                said.isAny(pair.end(), AFTER_TENS) && said.at(from + 1).equals("mươi")
                    ? new Group(pair.value() / 10 * 10, pair.end() - 1)
                    : pair);
  }

  /** 10 to 99, said so that nobody takes it for two digits. */
  private static Optional<Group> tens(Syllables said, int from) {
    boolean clear =
        said.at(from).equals("mười")
            || said.at(from).equals("hăm")
            || said.at(from + 1).equals("mươi")
            || said.isAny(from + 1, AFTER_TENS);
    return clear ? Group.pair(said, from) : Optional.empty();
  }

  /** 200, not 210. */
  private static Optional<Group> hundreds(Syllables said, int from) {
    return Group.hundreds(said, from).filter(it -> it.end() == from + 2);
  }
}
