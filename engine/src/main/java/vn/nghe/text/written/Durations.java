// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/** Hours, minutes and seconds: {@code hai phút} 2 phút, {@code ba phút hai mươi giây} 3p20s. */
record Durations(WrittenStyle style) implements Rule {
  static final Set<String> UNITS = Set.of("giờ", "phút", "giây");

  /** What says that {@code không giờ} and {@code một giờ} are times of the day. */
  private static final Set<String> OF_DAY =
      Set.of("sáng", "trưa", "chiều", "đêm", "khuya", "ngày", "hôm", "thứ", "kém", "đúng");

  @Override
  public Optional<Match> match(Syllables said, int from) {
    return style == WrittenStyle.FIGURES
        ? together(said, from).or(() -> count(said, from))
        : count(said, from);
  }

  /** Minutes with seconds, or hours with seconds. */
  private static Optional<Match> together(Syllables said, int from) {
    return Clock.below(Clock.MINUTES, said, from)
        .flatMap(
            first -> {
              int rest = first.end() + 1;
              return switch (said.at(first.end())) {
                case "giờ" ->
                    Clock.seconds(said, rest)
                        .map(
                            seconds ->
                                Match.of(first.value() + "h", from, rest)
                                    .then(seconds.value() + "s", seconds.end() + 1));
                case "phút" ->
                    half(said, rest)
                        .or(() -> Clock.seconds(said, rest))
                        .map(seconds -> minutes(from, first.value(), seconds));
                default -> Optional.empty();
              };
            });
  }

  private static Match minutes(int from, int minutes, Group seconds) {
    var text = minutes + "p" + Clock.twoDigits(seconds.value()) + "s";
    return Match.of(text, from, seconds.end() + 1);
  }

  /** {@code rưỡi} as seconds, as if {@code giây} stood behind it. */
  private static Optional<Group> half(Syllables said, int at) {
    return said.at(at).equals("rưỡi")
        ? Optional.of(new Group(Clock.MINUTES / 2, at))
        : Optional.empty();
  }

  private Optional<Match> count(Syllables said, int from) {
    return Numeral.read(said, from, style)
        .filter(number -> style == WrittenStyle.FIGURES || !isDoubtful(said, number))
        .flatMap(
            number -> {
              int unit = number.end();
              return switch (said.at(unit)) {
                case "giờ" -> Optional.of(counted(said, number, "h"));
                case "phút" -> Optional.of(number.written().then(said.kept(unit)));
                case "giây" -> Optional.of(counted(said, number, "s"));
                default -> Optional.empty();
              };
            });
  }

  private Match counted(Syllables said, Numeral number, String sign) {
    return style == WrittenStyle.FIGURES
        ? number.written().attach(sign, number.end() + 1)
        : number.written().then(said.kept(number.end()));
  }

  private static boolean isOfDay(Syllables said, Numeral number) {
    return said.at(number.end()).equals("giờ")
        && (said.isAny(number.end() + 1, OF_DAY) || said.at(number.from() - 1).equals("lúc"));
  }

  /** {@code một phút} is a moment, {@code không giờ} no hour, {@code giờ đây} now. */
  private static boolean isDoubtful(Syllables said, Numeral number) {
    boolean article = number.isLoneDigit() && "01".contains(number.number());
    return (article && !isOfDay(said, number))
        || Doubt.isGuess(said, number.from())
        || said.at(number.end() + 1).equals("đây");
  }
}
