// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import vn.nghe.text.written.Units.Found;

/** Numbers with a unit: {@code năm mươi ki lô mét trên giờ} 50 km/h, {@code hai đô} 2$. */
record Quantities(WrittenStyle style) implements Rule {
  @Override
  public Optional<Match> match(Syllables said, int from) {
    return Numeral.read(said, from, style)
        .flatMap(
            number ->
                Units.read(said, number.end())
                    .filter(found -> !isDoubtful(said, number, found.unit()))
                    .map(found -> written(said, number, found)));
  }

  private boolean isDoubtful(Syllables said, Numeral number, Unit unit) {
    if (style == WrittenStyle.FIGURES) {
      return false;
    }
    boolean zero = number.isLoneDigit() && number.number().equals("0");
    boolean article = number.isLoneDigit() && number.number().equals("1");
    return unit.doubtful()
        || zero
        || (article && unit.kind() != Unit.Kind.PERCENT)
        || Doubt.isGuess(said, number.from());
  }

  private Match written(Syllables said, Numeral number, Found found) {
    Unit unit = found.unit();
    boolean half = said.at(found.end()).equals("rưỡi") && number.isPlain();
    Match amount = (half ? number.andHalf(style) : number).written();
    int end = half ? found.end() + 1 : found.end();
    if (style == WrittenStyle.FIGURES) {
      return unit.kind() == Unit.Kind.MEASURE
          ? amount.then(unit.figures(), end)
          : amount.attach(unit.symbol(), end);
    }
    return switch (unit.kind()) {
      case MEASURE -> amount.then(unit.symbol(), end);
      case PERCENT -> amount.attach(unit.symbol(), end);
      case CURRENCY -> words(said, amount, found.end(), end);
    };
  }

  /** In prose, currencies stay words; the last one also stands for {@code rưỡi}. */
  private static Match words(Syllables said, Match amount, int unitEnd, int end) {
    Match match = amount;
    for (int i = amount.end(); i < unitEnd; i++) {
      match = match.then(said.originals().get(i), i == unitEnd - 1 ? end : i + 1);
    }
    return match;
  }
}
