// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/**
 * Times of day with minutes: {@code tám giờ hai mươi} 8:20, {@code chín giờ rưỡi} 9:30, {@code bốn
 * giờ kém mười} 3:50.
 */
record Clock() implements Rule {
  static final int MINUTES = 60;
  private static final int HOURS = 24;

  /** What follows a length of time: {@code một giờ rưỡi nữa}. */
  private static final Set<String> LASTING = Set.of("nữa", "đồng", "liền", "mới");

  private static final Set<String> PARTS_OF_DAY =
      Set.of("sáng", "trưa", "chiều", "tối", "đêm", "khuya");

  @Override
  public Optional<Match> match(Syllables said, int from) {
    return half(said, from).or(() -> minutes(said, from));
  }

  /** {@code bảy rưỡi tối}, where {@code giờ} is not said. */
  private static Optional<Match> half(Syllables said, int from) {
    return below(HOURS / 2 + 1, said, from)
        .filter(hours -> hours.value() > 0 && said.at(hours.end()).equals("rưỡi"))
        .filter(
            hours -> said.isAny(hours.end() + 1, PARTS_OF_DAY) || said.at(from - 1).equals("lúc"))
        .map(hours -> Match.of(hours.value() + ":30", from, hours.end() + 1));
  }

  private static Optional<Match> minutes(Syllables said, int from) {
    return below(HOURS + 1, said, from)
        .filter(hours -> said.at(hours.end()).equals("giờ"))
        .flatMap(
            hours -> {
              int at = hours.end() + 1;
              return switch (said.at(at)) {
                case "rưỡi" ->
                    said.isAny(at + 1, LASTING)
                        ? Optional.empty()
                        : Optional.of(Match.of(hours.value() + ":30", from, at + 1));
                case "kém" -> lacking(said, from, hours.value(), at + 1);
                default -> minutes(said, from, hours.value(), at);
              };
            });
  }

  /** One or two digits that make a number below the bound. */
  static Optional<Group> below(int bound, Syllables said, int from) {
    return Group.pair(said, from)
        .or(() -> Group.digit(said, from))
        .filter(group -> group.value() < bound);
  }

  static Optional<Group> seconds(Syllables said, int from) {
    return below(MINUTES, said, from).filter(it -> said.at(it.end()).equals("giây"));
  }

  static String twoDigits(int value) {
    return (value < 10 ? "0" : "") + value;
  }

  /** So many minutes before the hour. */
  private static Optional<Match> lacking(Syllables said, int from, int hours, int at) {
    int before = (hours + HOURS - 1) % HOURS;
    return below(MINUTES, said, at)
        .filter(minutes -> minutes.value() > 0)
        .map(minutes -> new Group(MINUTES - minutes.value(), minutes.end()))
        .map(
            minutes ->
                Match.of(before + ":" + twoDigits(minutes.value()), from, pastUnit(said, minutes)));
  }

  private static Optional<Match> minutes(Syllables said, int from, int hours, int at) {
    return afterZero(said, at)
        .or(() -> below(MINUTES, said, at))
        .filter(
            it ->
                it.end() > at + 1
                    || it.value() >= 10
                    || pastUnit(said, it) > it.end()
                    || (it.value() == 5 && it.end() == said.size()))
        .map(
            it -> {
              var text = hours + ":" + twoDigits(it.value());
              int end = pastUnit(said, it);
              Optional<Group> seconds = end > it.end() ? seconds(said, end) : Optional.empty();
              return seconds
                  .map(s -> Match.of(text + ":" + twoDigits(s.value()), from, s.end() + 1))
                  .orElseGet(() -> Match.of(text, from, end));
            });
  }

  /** {@code linh năm}, {@code không tám phút}. */
  private static Optional<Group> afterZero(Syllables said, int at) {
    return said.at(at).equals("không")
        ? Group.digit(said, at + 1).filter(minutes -> pastUnit(said, minutes) > minutes.end())
        : Group.afterGap(said, at);
  }

  private static int pastUnit(Syllables said, Group minutes) {
    return said.at(minutes.end()).equals("phút") ? minutes.end() + 1 : minutes.end();
  }
}
