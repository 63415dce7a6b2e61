// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/**
 * Halves that {@link Numeral} does not read: {@code triệu rưỡi} 1,5 triệu, where the one is not
 * said, and {@code ba mươi tám độ rưỡi} 38,5 độ, where the half stands behind what is counted.
 */
record Halves() implements Rule {
  private static final Set<String> SCALES = Set.of("triệu", "tỷ", "tỉ");
  private static final Set<String> COUNTS =
      Set.of("mấy", "vài", "chục", "trăm", "nghìn", "ngàn", "vạn", "mươi", "mười", "bao", "nửa");

  private static final Set<String> COUNTED =
      Set.of("độ", "tuổi", "ký", "kí", "cân", "tấn", "tạ", "lít", "mẫu", "sào", "điểm");

  @Override
  public Optional<Match> match(Syllables said, int from) {
    return one(said, from).or(() -> many(said, from));
  }

  private static Optional<Match> many(Syllables said, int from) {
    return Numeral.read(said, from, WrittenStyle.PROSE)
        .filter(number -> number.isPlain() && !number.isLoneDigit())
        .filter(number -> said.isAny(number.end(), COUNTED))
        .filter(number -> said.at(number.end() + 1).equals("rưỡi"))
        .filter(number -> !Doubt.isGuess(said, from))
        .map(number -> number.andHalf(WrittenStyle.PROSE).written())
        .map(number -> number.then(said.at(number.end()), number.end() + 2));
  }

  private static Optional<Match> one(Syllables said, int from) {
    boolean counted =
        said.isAny(from - 1, COUNTS)
            || Digit.following(said.at(from - 1)) != Digit.NONE
            || Doubt.isWritten(said.at(from - 1));
    return said.isAny(from, SCALES) && said.at(from + 1).equals("rưỡi") && !counted
        ? Optional.of(Match.of("1,5", from, from + 1).then(said.at(from), from + 2))
        : Optional.empty();
  }
}
