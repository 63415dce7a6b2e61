// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/** {@code ngày hai mươi tư tháng bảy năm hai nghìn mười ba}, or any part of it that is sure. */
record Dates(WrittenStyle style) implements Rule {
  private static final Set<String> FIRST_TEN = Set.of("mùng", "mồng");
  private static final Set<String> AFTER_DAY = Set.of("đến", "tới", "và", "vừa", "này", "âm");

  /** What is named after a day: đường ba tháng hai, quốc khánh hai tháng chín. */
  private static final Set<String> NAMED = Set.of("đường", "phố", "lễ", "khánh", "dịp", "nữ");

  /** What says that two digits after {@code năm} are a year: {@code sinh năm tám chín}. */
  private static final Set<String> BEFORE_YEAR =
      Set.of("sinh", "hồi", "trước", "sau", "từ", "đến", "khóa", "khoá", "tết", "vào", "đời");

  private static final int DAYS = 31;
  private static final int MONTHS = 12;

  @Override
  public Optional<Match> match(Syllables said, int from) {
    return day(said, from)
        .flatMap(
            day ->
                monthOfYear(said, day.end())
                    .or(() -> month(said, day.end()))
                    .map(month -> withYear(said, day.then(month))))
        .or(() -> earlyDay(said, from))
        .or(() -> dayAlone(said, from))
        .or(() -> monthOfYear(said, from))
        .or(() -> monthAlone(said, from))
        .or(() -> year(said, from));
  }

  /**
   * A day that a month follows. Without {@code ngày}, {@code ba tháng chín} may be three months.
   */
  private static Optional<Match> day(Syllables said, int from) {
    if (said.at(from).equals("ngày")) {
      return earlyDay(said, from + 1)
          .or(() -> number(said, from + 1, DAYS))
          .map(said.kept(from)::then);
    }
    return earlyDay(said, from)
        .or(
            () ->
                number(said, from, DAYS)
                    .filter(
                        it ->
                            (it.end() > from + 1 || said.isAny(from - 1, NAMED))
                                && !Guesses.isPair(said, from)));
  }

  /** {@code mùng} or {@code mồng} says that what follows is one of the first ten days. */
  private static Optional<Match> earlyDay(Syllables said, int from) {
    return said.isAny(from, FIRST_TEN)
        ? number(said, from + 1, 10).map(said.kept(from)::then)
        : Optional.empty();
  }

  /**
   * {@code ngày hai tư}; {@code ngày hai ba lần} is as often a day, and {@code ngày hai} may be.
   */
  private Optional<Match> dayAlone(Syllables said, int from) {
    if (style == WrittenStyle.FIGURES || !said.at(from).equals("ngày")) {
      return Optional.empty();
    }
    return Clock.below(DAYS + 1, said, from + 1)
        .filter(day -> day.value() >= 10 && !Guesses.isPair(said, from + 1))
        .filter(day -> day.end() == said.size() || said.isAny(day.end(), AFTER_DAY))
        .map(day -> said.kept(from).then(Integer.toString(day.value()), day.end()));
  }

  private static Optional<Match> month(Syllables said, int from) {
    if (!said.at(from).equals("tháng")) {
      return Optional.empty();
    }
    Optional<Match> april =
        said.at(from + 1).equals("tư")
            ? Optional.of(Match.of("4", from + 1, from + 2))
            : Optional.empty();
    return april.or(() -> number(said, from + 1, MONTHS)).map(said.kept(from)::then);
  }

  /**
   * After {@code cách mạng}, revolution, a month is a name that is written in words. {@code tháng
   * năm} may be May or months and years, unless the year follows.
   */
  private Optional<Match> monthAlone(Syllables said, int from) {
    return month(said, from)
        .filter(it -> style == WrittenStyle.FIGURES || !isName(said, from))
        .map(it -> withYear(said, it))
        .filter(it -> it.end() > from + 2 || !said.at(from + 1).equals("năm"));
  }

  private static boolean isName(Syllables said, int from) {
    return said.at(from - 1).equals("mạng") || Doubt.isGuess(said, from);
  }

  private static Match withYear(Syllables said, Match date) {
    return year(said, date.end()).map(date::then).orElse(date);
  }

  private static Optional<Match> year(Syllables said, int from) {
    return said.at(from).equals("năm")
        ? Year.read(said, from + 1)
            .or(() -> Year.abbreviated(said, from + 1, said.isAny(from - 1, BEFORE_YEAR)))
            .map(year -> said.kept(from).then(Integer.toString(year.value()), year.end()))
        : Optional.empty();
  }

  /** {@code tháng mười hai không hai tư} 10/2024, where {@code năm} is not said. */
  private static Optional<Match> monthOfYear(Syllables said, int from) {
    if (!said.at(from).equals("tháng")) {
      return Optional.empty();
    }
    for (int end = from + 2; end <= from + 3 && end < said.size(); end++) {
      int middle = end;
      Optional<Match> match =
          month(said.before(end), from)
              .filter(month -> month.end() == middle)
              .flatMap(
                  month ->
                      Year.read(said, middle)
                          .filter(Year::isRecent)
                          .filter(year -> Digit.plain(said.at(year.end())) == Digit.NONE)
                          .map(year -> month.attach("/" + year.value(), year.end())));
      if (match.isPresent()) {
        return match;
      }
    }
    return Optional.empty();
  }

  private static Optional<Match> number(Syllables said, int from, int most) {
    return Clock.below(most + 1, said, from)
        .filter(it -> it.value() > 0)
        .map(it -> Match.of(Integer.toString(it.value()), from, it.end()));
  }
}
