// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;

/** Four numbers of up to three digits with {@code chấm}, dot, between them. */
record InternetAddress() implements Rule {
  private static final int OCTETS = 4;
  private static final int MOST_DIGITS = 3;

  @Override
  public Optional<Match> match(Syllables said, int from) {
    var text = new StringBuilder();
    int at = from;
    for (int octet = 0; octet < OCTETS; octet++) {
      if (octet > 0) {
        if (!said.at(at).equals("chấm")) {
          return Optional.empty();
        }
        text.append('.');
        at++;
      }
      String digits = DigitRuns.digits(said, at);
      if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
        return Optional.empty();
      }
      text.append(digits);
      at += digits.length();
    }
    return Optional.of(Match.of(text.toString(), from, at));
  }
}
