// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/**
 * The number of a year, said as a whole ({@code hai nghìn mười ba}), digit by digit or in two
 * halves ({@code mười chín bốn lăm}).
 *
 * @param value 100 to 2999: earlier years are rare; below 100 where it is {@link #abbreviated}
 * @param end index after its last syllable
 */
record Year(int value, int end) {
  /** Digits that show by themselves that the digit before them is a ten. */
  private static final Set<String> AFTER_TENS = Set.of("mốt", "lăm", "nhăm");

  /** What makes an amount of two digits. */
  private static final Set<String> AMOUNTS =
      Set.of(
          ("mươi trăm nghìn ngàn vạn triệu tỷ tỉ phần tuổi giờ phút giây đồng đô mét ki cây ký kí"
                  + " cân tấn người độ phẩy lần tháng ngày năm rưỡi")
              .split(" "));

  private static final int FIRST = 100;
  private static final int LAST = 2999;

  /** A year that one may have lived in. */
  boolean isRecent() {
    return value >= 1900 && value < 2100;
  }

  static Optional<Year> read(Syllables said, int from) {
    return halves(said, from)
        .or(() -> whole(said, from))
        .filter(year -> year.value >= FIRST && year.value <= LAST);
  }

  /**
   * The last two digits of a year, which stand for it: {@code bảy lăm} 75. Two plain digits that
   * might be an amount need to be told that they are a year.
   *
   * @param sure whether what stands before {@code năm} says that a year follows
   */
  static Optional<Year> abbreviated(Syllables said, int from, boolean sure) {
    int tens = Digit.plain(said.at(from));
    int ones = Digit.following(said.at(from + 1));
    boolean clear = said.isAny(from + 1, AFTER_TENS) || (sure && ones > 0);
    return tens > 1 && clear && !said.isAny(from + 2, AMOUNTS)
        ? Optional.of(new Year(10 * tens + ones, from + 2))
        : Optional.empty();
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
