// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The units of measure and the currencies, by how they are said. */
final class Units {
  private static final List<String> LENGTHS = List.of("m", "km", "cm", "mm", "dm", "μm", "nm");

  private static final Map<List<String>, Unit> BY_SYLLABLES = new HashMap<>();

  private static final int MOST_SYLLABLES;

  static {
    Map<String, String> prefixes =
        Map.ofEntries(
            Map.entry("", ""),
            Map.entry("ki lô", "k"),
            Map.entry("kí lô", "k"),
            Map.entry("ki-lô", "k"),
            Map.entry("héc tô", "h"),
            Map.entry("đề xi", "d"),
            Map.entry("xăng ti", "c"),
            Map.entry("xen ti", "c"),
            Map.entry("mi li", "m"),
            Map.entry("muy crô", "μ"),
            Map.entry("mi crô", "μ"),
            Map.entry("na nô", "n"),
            Map.entry("mê ga", "M"),
            Map.entry("gi ga", "G"));
    Map<String, String> bases =
        Map.of(
            "mét", "m", "gam", "g", "gram", "g", "lít", "l", "oát", "W", "vôn", "V", "ampe", "A",
            "am pe", "A", "héc", "Hz");
    prefixes.forEach(
        (prefix, sign) ->
            bases.forEach(
                (base, symbol) -> {
                  boolean doubtful = prefix.isEmpty() && !base.equals("mét");
                  add(prefix + " " + base, new Unit(sign + symbol, Unit.Kind.MEASURE, doubtful));
                }));
    measures("km", "kilomet", "kilômét", "ki lô mét", "cây số");
    measures("kg", "kilogam", "kilôgam", "kilogram", "kí lô", "ki lô");
    measures("cm", "centimet", "xăngtimét", "xentimét");
    measures("mm", "milimet", "milimét");
    measures("ml", "mililít", "mililit");
    measures("inch", "inch", "inh");
    measures("ha", "héc ta", "hécta", "hecta");
    measures("°C", "độ c", "độ xê");
    measures("°F", "độ f", "độ ép");
    measures("KB", "kilobyte");
    measures("MB", "megabyte", "mê ga bai");
    measures("GB", "gigabyte", "gi ga bai");
    measures("TB", "terabyte", "tê ra bai");
    measures("kb", "kilobit");
    measures("Mb", "megabit");
    measures("Gb", "gigabit");
    add("kí", new Unit("kg", Unit.Kind.MEASURE, true));
    add("phần trăm", new Unit("%", Unit.Kind.PERCENT, false));
    currency("$", "đô la mỹ", "đô la");
    currency("€", "euro", "ơ rô");
    currency("₩", "won", "uôn");
    currency("RM", "ringgit");
    currency("£", "bảng anh");
    currency("¥", "yên nhật");
    currency("đ", "đồng việt nam");
    add("đô", new Unit("$", Unit.Kind.CURRENCY, true));
    add("đồng", new Unit("đ", Unit.Kind.CURRENCY, true));
    MOST_SYLLABLES =
        BY_SYLLABLES.keySet().stream().map(List::size).max(Comparator.naturalOrder()).orElseThrow();
  }

  private Units() {}

  /**
   * A unit and where it ends.
   *
   * @param end index after its last syllable
   */
  record Found(Unit unit, int end) {}

  /** Reads the longest unit, with {@code vuông}, {@code khối} and {@code trên giờ} behind it. */
  static Optional<Found> read(Syllables said, int from) {
    for (int end = Math.min(said.size(), from + MOST_SYLLABLES); end > from; end--) {
      Unit unit = BY_SYLLABLES.get(said.keys().subList(from, end));
      if (unit != null && !unit.isOtherwise(said.at(end))) {
        return Optional.of(rate(said, power(said, new Found(unit, end))));
      }
    }
    return Optional.empty();
  }

  private static Found power(Syllables said, Found length) {
    if (!LENGTHS.contains(length.unit.symbol())) {
      return length;
    }
    return switch (said.at(length.end)) {
      case "vuông" -> new Found(length.unit.with("²"), length.end + 1);
      case "khối" -> new Found(length.unit.with("³"), length.end + 1);
      default -> length;
    };
  }

  private static Found rate(Syllables said, Found amount) {
    if (amount.unit.kind() != Unit.Kind.MEASURE || !said.at(amount.end).equals("trên")) {
      return amount;
    }
    boolean bits = amount.unit.symbol().endsWith("b");
    return switch (said.at(amount.end + 1)) {
      case "giờ" -> new Found(amount.unit.with("/h"), amount.end + 2);
      case "giây" -> new Found(amount.unit.with(bits ? "ps" : "/s"), amount.end + 2);
      default -> amount;
    };
  }

  private static void measures(String symbol, String... names) {
    for (String name : names) {
      add(name, new Unit(symbol, Unit.Kind.MEASURE, false));
    }
  }

  private static void currency(String symbol, String... names) {
    for (String name : names) {
      add(name, new Unit(symbol, Unit.Kind.CURRENCY, false));
    }
  }

  private static void add(String name, Unit unit) {
    BY_SYLLABLES.put(new ArrayList<>(List.of(name.strip().split(" "))), unit);
  }
}
