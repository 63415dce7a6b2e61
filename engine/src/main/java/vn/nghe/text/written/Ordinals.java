// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Map;
import java.util.Optional;

/**
 * {@code thứ nhất} thứ 1. In prose these stay words, as most of them are also days of the week
 * ({@code thứ hai}, Monday); from {@code thứ mười một} on the number alone is enough.
 */
record Ordinals(WrittenStyle style) implements Rule {
  private static final Map<String, String> ONLY_HERE = Map.of("nhất", "1", "nhì", "2", "tư", "4");

  @Override
  public Optional<Match> match(Syllables said, int from) {
    if (style == WrittenStyle.PROSE || !said.at(from).equals("thứ")) {
      return Optional.empty();
    }
    int at = from + 1;
    Optional<Match> number =
        ONLY_HERE.containsKey(said.at(at))
            ? Optional.of(Match.of(ONLY_HERE.get(said.at(at)), at, at + 1))
            : Numeral.read(said, at, style).map(Numeral::written);
    return number.map(said.kept(from)::then);
  }
}
