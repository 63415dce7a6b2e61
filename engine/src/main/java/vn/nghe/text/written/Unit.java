// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Locale;
import java.util.Set;

/**
 * A unit of measure or a currency.
 *
 * @param symbol as it is written
 * @param doubtful whether its name is also a common word or the beginning of one: {@code kí} (kí
 *     hiệu, sign), {@code đồng} (đồng chí, comrade)
 */
record Unit(String symbol, Kind kind, boolean doubtful) {
  enum Kind {
    MEASURE,
    PERCENT,
    CURRENCY
  }

  /** What makes another word of the syllable before: {@code gam màu}, hue, {@code đô thị}, city. */
  private static final Set<String> OTHERWISE =
      Set.of("màu", "thị", "vật", "đốc", "thành", "hộ", "hiệu", "chí", "minh", "bằng", "bào");

  /** Symbols that the suite of {@link WrittenStyle#FIGURES} has in lower case. */
  private static final Set<String> LOWER_CASE =
      Set.of("V", "°C", "°F", "TB", "GB", "MB", "KB", "Mbps", "Gbps");

  boolean isOtherwise(String next) {
    return OTHERWISE.contains(next);
  }

  Unit with(String suffix) {
    return new Unit(symbol + suffix, kind, doubtful);
  }

  String figures() {
    return LOWER_CASE.contains(symbol) ? symbol.toLowerCase(Locale.ROOT) : symbol;
  }
}
