// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/**
 * What is said after the decimal mark: digit by digit, or as one number below a hundred.
 *
 * @param digits at least one digit, zeros kept
 * @param end index after its last syllable
 */
record Decimals(String digits, int end) {
  static final Set<String> POINTS = Set.of("phẩy", "chấm");

  private static final Set<String> TENS = Set.of("mươi", "mười");

  static Optional<Decimals> read(Syllables said, int from) {
    if (said.at(from).equals("mười") || said.isAny(from + 1, TENS)) {
      return Group.pair(said, from)
          .map(pair -> new Decimals(Integer.toString(pair.value()), pair.end()));
    }
    var digits = new StringBuilder();
    int at = from;
    int digit = said.at(from).equals("tư") ? 4 : Digit.plain(said.at(from));
    while (digit != Digit.NONE && !said.isAny(at + 1, TENS) && !said.at(at + 1).equals("trăm")) {
      digits.append(digit);
      at++;
      digit = Digit.following(said.at(at));
    }
    return digits.isEmpty() ? Optional.empty() : Optional.of(new Decimals(digits.toString(), at));
  }
}
