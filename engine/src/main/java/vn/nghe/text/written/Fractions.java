// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code hai phần ba} 2/3, {@code tám trên mười} 8/10. */
record Fractions(WrittenStyle style) implements Rule {
  private static final Set<String> BARS = Set.of("phần", "trên", "chia");

  private static final Set<String> AFTER_YEAR =
      Set.of("nay", "ngoái", "trước", "sau", "tới", "học", "ấy", "đó");
  private static final Set<String> PARENTS = Set.of("mẹ", "má", "tôi", "em", "con");

  @Override
  public Optional<Match> match(Syllables said, int from) {
    return Numeral.read(said, from, style)
        .filter(above -> isWhole(above) && said.isAny(above.end(), BARS))
        .flatMap(
            above ->
                denominator(said, above.end())
                    .map(
                        below ->
                            Match.of(above.number() + "/" + below.number(), from, below.end())));
  }

  private Optional<Numeral> denominator(Syllables said, int bar) {
    if (said.at(bar).equals("phần") && Doubt.isFour(said, bar + 1)) {
      return Optional.of(new Numeral("4", bar + 1, bar + 2, List.of(), bar + 2));
    }
    Optional<Numeral> below =
        Numeral.read(said, bar + 1, style).filter(it -> it.isPlain() && !it.number().equals("0"));
    if (style == WrittenStyle.FIGURES) {
      return below;
    }
    // In prose, chia is "divided among", and trên "above" unless it is a mark out of ten or more.
    return switch (said.at(bar)) {
      case "phần" ->
          below.filter(it -> !it.number().equals("1") && !isOtherwise(said, bar + 1, it.end()));
      case "trên" -> below.filter(it -> !it.isLoneDigit());
      default -> Optional.empty();
    };
  }

  /** {@code một phần năm nay}, a part this year; {@code một phần ba mẹ}, a part … parents. */
  private static boolean isOtherwise(Syllables said, int at, int end) {
    return end == at + 1
        && ((said.at(at).equals("năm") && said.isAny(end, AFTER_YEAR))
            || (said.at(at).equals("ba") && said.isAny(end, PARENTS)));
  }

  private static boolean isWhole(Numeral numeral) {
    return numeral.scales().isEmpty()
        && numeral.number().chars().noneMatch(c -> c == '.' || c == ',')
        && numeral.number().indexOf('-') <= 0;
  }
}
