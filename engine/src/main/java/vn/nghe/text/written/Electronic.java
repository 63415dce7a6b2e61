// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/**
 * E-mail and web addresses: letters, digits and words with {@code chấm}, dot, and {@code gạch},
 * hyphen, between them, and {@code a còng}, at.
 */
record Electronic() implements Rule {
  private static final Set<String> AT = Set.of("còng", "móc", "vòng");

  /** Without an at sign before it, only what ends with one of these is an address. */
  private static final Set<String> TOP_LEVEL =
      Set.of("com", "net", "org", "edu", "gov", "info", "biz", "io", "vn", "ai", "uk", "us", "jp");

  @Override
  public Optional<Match> match(Syllables said, int from) {
    return mail(said, from).or(() -> web(said, from));
  }

  private static Optional<Match> mail(Syllables said, int from) {
    return Address.read(said, from)
        .filter(local -> isAt(said, local.end()))
        .flatMap(
            local ->
                Address.read(said, local.end() + 2)
                    .filter(Address::hasDot)
                    .map(host -> Match.of(local.text() + "@" + host.text(), from, host.end())));
  }

  private static Optional<Match> web(Syllables said, int from) {
    Optional<Address> scheme = scheme(said, from);
    return Address.read(said, scheme.map(Address::end).orElse(from))
        .filter(host -> host.hasDot() && TOP_LEVEL.contains(host.lastLabel()))
        .map(
            host -> Match.of(scheme.map(Address::text).orElse("") + host.text(), from, host.end()));
  }

  /** {@code h t t p hai chấm sẹc sẹc}. */
  private static Optional<Address> scheme(Syllables said, int from) {
    if (!said.are(from, "h", "t", "t", "p")) {
      return Optional.empty();
    }
    boolean secure = said.at(from + 4).equals("s");
    int at = secure ? from + 5 : from + 4;
    return said.are(at, "hai", "chấm", "sẹc", "sẹc")
        ? Optional.of(new Address(secure ? "https://" : "http://", at + 4))
        : Optional.empty();
  }

  static boolean isAt(Syllables said, int index) {
    return said.at(index).equals("a") && said.isAny(index + 1, AT);
  }
}
