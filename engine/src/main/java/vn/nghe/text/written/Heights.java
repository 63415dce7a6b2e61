// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/**
 * Metres with what follows them and names no unit: {@code một mét bảy} 1,7 m, {@code mét sáu lăm}
 * 1,65 m.
 */
record Heights() implements Rule {
  /**
   * What says that the digit behind {@code mét} is part of a length and no count of other things.
   */
  private static final Set<String> CUES = Set.of("cao", "dài", "rộng", "sâu", "dày", "tới");

  private static final Set<String> ONLY_AFTER = Set.of("mốt", "tư", "lăm", "nhăm", "rưỡi");
  private static final Set<String> SCALES =
      Set.of("mươi", "trăm", "nghìn", "ngàn", "triệu", "phần");

  @Override
  public Optional<Match> match(Syllables said, int from) {
    boolean bare = said.at(from).equals("mét");
    int unit = bare ? from : from + 1;
    int metres = bare ? 1 : Digit.plain(said.at(from));
    boolean cue = said.isAny(from - 1, CUES);
    if (metres <= 0 || !said.at(unit).equals("mét") || (bare && !cue)) {
      return Optional.empty();
    }
    int rest = unit + 1;
    return decimals(said, rest, cue)
        .filter(it -> !said.isAny(it.end(), SCALES) && it.end() > from + 1)
        .map(it -> Match.of(metres + "," + it.digits(), from, it.end() - 1).then("m", it.end()));
  }

  private static Optional<Decimals> decimals(Syllables said, int at, boolean cue) {
    if (said.at(at).equals("rưỡi")) {
      return Optional.of(new Decimals("5", at + 1));
    }
    Optional<Group> pair = Group.pair(said, at).filter(it -> isHundredths(said, at, it));
    if (pair.isPresent()) {
      int value = pair.get().value();
      String digits = Integer.toString(value % 10 == 0 ? value / 10 : value);
      return Optional.of(new Decimals(digits, pair.get().end()));
    }
    int digit = Digit.shortened(said.at(at));
    boolean clear = said.isAny(at, ONLY_AFTER) || cue || at + 1 == said.size();
    return digit > 0 && clear ? Optional.of(new Decimals("" + digit, at + 1)) : Optional.empty();
  }

  /** {@code sáu lăm} and {@code bảy mươi}; {@code hai ba} may be two or three of something. */
  private static boolean isHundredths(Syllables said, int at, Group pair) {
    return said.at(at + 1).equals("mươi")
        || said.isAny(pair.end() - 1, ONLY_AFTER)
        || !Guesses.isPair(said, at);
  }
}
