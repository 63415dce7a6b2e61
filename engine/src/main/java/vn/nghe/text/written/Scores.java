// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/** Results of matches: {@code thắng hai không} 2-0, {@code tỷ số ba một} 3-1. */
record Scores() implements Rule {
  private static final Set<String> RESULTS = Set.of("thắng", "thua", "hòa", "hoà", "dẫn");
  private static final Set<String> AGAINST = Set.of("thắng", "thua");
  private static final Set<String> RATIOS = Set.of("tỷ", "tỉ");

  /** What may follow a score that only its verb says; {@code thắng hai không được} goes on. */
  private static final Set<String> AFTER =
      Set.of(
          ("trước sau nghiêng ở trên và tại trong ngay cho với để nhờ hôm lượt chung của thuộc"
                  + " nhưng rồi thì khi vào đội")
              .split(" "));

  /** The most syllables of an opponent's name. */
  private static final int MOST_BETWEEN = 3;

  @Override
  public Optional<Match> match(Syllables said, int from) {
    int first = Digit.plain(said.at(from));
    int second = Digit.plain(said.at(from + 1));
    int end = from + 2;
    boolean two = first != Digit.NONE && second != Digit.NONE && isOver(said, end);
    return two && (isRatio(said, from) || isResult(said, from, end))
        ? Optional.of(Match.of(first + "-" + second, from, end))
        : Optional.empty();
  }

  private static boolean isOver(Syllables said, int end) {
    return Digit.following(said.at(end)) == Digit.NONE
        && !said.isAny(end, Set.of("mươi", "trăm", "nghìn", "ngàn", "triệu", "phần"));
  }

  /** {@code tỷ số}, {@code tỷ số là}, {@code tỷ số chung cuộc}. */
  private static boolean isRatio(Syllables said, int from) {
    for (int i = 1; i <= 3; i++) {
      if (said.at(from - i).equals("số") && said.isAny(from - i - 1, RATIOS)) {
        return true;
      }
    }
    return false;
  }

  /** {@code thắng Thái Lan ba hai}: the opponent stands between. */
  private static boolean isAgainst(Syllables said, int from) {
    for (int i = 2; i <= MOST_BETWEEN + 1; i++) {
      if (said.isAny(from - i, AGAINST)) {
        return !said.at(from + 1).equals("năm");
      }
      if (Digit.plain(said.at(from - i)) != Digit.NONE) {
        return false;
      }
    }
    return false;
  }

  private static boolean isResult(Syllables said, int from, int end) {
    boolean lead = said.are(from - 2, "dẫn", "trước");
    if (end == said.size() && isAgainst(said, from)) {
      return true;
    }
    return (said.isAny(from - 1, RESULTS) || lead)
        && (end == said.size() || said.isAny(end, AFTER));
  }
}
