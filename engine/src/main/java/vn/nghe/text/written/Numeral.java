// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A number with sign and decimals, and how it is written.
 *
 * @param number what is written before the scale words
 * @param from index of its first syllable
 * @param scaleAt index of its first scale word; {@code end} where there is none
 * @param scales the scale words that stay words
 * @param end index after its last syllable
 */
record Numeral(String number, int from, int scaleAt, List<String> scales, int end) {
  private static final Set<String> MINUS = Set.of("âm", "trừ");

  /** What follows one digit that is below zero: degrees or decimals. */
  private static final Set<String> AFTER_DEGREES = Set.of("độ", "phẩy");

  /** What is numbered with {@code chấm không}: phiên bản, công nghiệp, công nghệ, web. */
  private static final Set<String> VERSIONS = Set.of("bản", "nghiệp", "nghệ", "web", "android");

  /** Reads the longest number; in prose, also two that bound an amount. */
  static Optional<Numeral> read(Syllables said, int from, WrittenStyle style) {
    Optional<Numeral> range =
        style == WrittenStyle.PROSE ? Ranges.read(said, from) : Optional.empty();
    return range.or(() -> one(said, from, style));
  }

  private static Optional<Numeral> one(Syllables said, int from, WrittenStyle style) {
    boolean minus = style == WrittenStyle.PROSE ? isBelowZero(said, from) : said.isAny(from, MINUS);
    int first = minus ? from + 1 : from;
    var sign = minus ? "-" : "";
    return Cardinal.read(said, first)
        .map(
            cardinal ->
                decimal(said, from, sign, cardinal, style)
                    .orElseGet(() -> whole(said, from, sign, cardinal, style)));
  }

  /**
   * In prose {@code trừ} is as a rule "except", and {@code âm} often a sound: {@code phát âm hai
   * lần}, pronounced twice.
   */
  private static boolean isBelowZero(Syllables said, int from) {
    return said.at(from).equals("âm")
        && Cardinal.read(said, from + 1)
            .filter(
                it ->
                    it.end() > from + 2
                        || said.isAny(it.end(), AFTER_DEGREES)
                        || said.are(it.end(), "phần", "trăm"))
            .isPresent();
  }

  /** Whether it is one digit and nothing else, which as a rule is better left a word. */
  boolean isLoneDigit() {
    return end == from + 1 && number.length() == 1;
  }

  /** Whether it is a whole number without sign or scale word. */
  boolean isPlain() {
    return scales.isEmpty() && number.chars().allMatch(Character::isDigit);
  }

  Match written() {
    Match match = Match.of(number, from, scaleAt);
    for (int i = 0; i < scales.size(); i++) {
      match = match.then(scales.get(i), i == scales.size() - 1 ? end : scaleAt + i + 1);
    }
    return match;
  }

  /** The same with {@code rưỡi}, a half, behind what it counts: {@code hai đô rưỡi}. */
  Numeral andHalf(WrittenStyle style) {
    return new Numeral(number + style.decimalMark() + "5", from, scaleAt, scales, end);
  }

  private static Numeral whole(
      Syllables said, int from, String sign, Cardinal cardinal, WrittenStyle style) {
    var tenth = cardinal.tenth() == Digit.NONE ? "" : style.decimalMark() + cardinal.tenth();
    return new Numeral(
        sign + style.grouped(Long.toString(cardinal.whole())) + tenth,
        from,
        cardinal.scales() == 0 ? cardinal.end() : cardinal.scaleAt(),
        said.keys().subList(cardinal.scaleAt(), cardinal.scaleAt() + cardinal.scales()),
        cardinal.end());
  }

  /**
   * {@code không phẩy không chấm} is about marks, and {@code ba chấm không biết} goes on with
   * "not".
   */
  private static boolean isSpelledOut(Syllables said, int from, Decimals decimals) {
    boolean zero = decimals.digits().chars().allMatch(digit -> digit == '0');
    boolean last = decimals.end() == said.size();
    boolean counted = Units.read(said, decimals.end()).isPresent();
    return zero
        && (said.at(from).equals("không") || !(last || counted || said.isAny(from - 1, VERSIONS)));
  }

  private static Optional<Numeral> decimal(
      Syllables said, int from, String sign, Cardinal cardinal, WrittenStyle style) {
    int point = cardinal.end();
    Optional<Decimals> decimals = Decimals.read(said, point + 1);
    if (!Decimals.POINTS.contains(said.at(point))
        || decimals.isEmpty()
        || (style == WrittenStyle.PROSE && isSpelledOut(said, from, decimals.get()))
        || cardinal.tenth() != Digit.NONE) {
      return Optional.empty();
    }
    var whole = new StringBuilder(Long.toString(cardinal.whole()));
    for (int i = 0; i < cardinal.scales(); i++) {
      whole.append("0".repeat(Scale.zeros(said.at(cardinal.scaleAt() + i))));
    }
    // Who says chấm, full stop, in prose means a version or a grade: bốn chấm không is 4.0.
    var mark = said.at(point).equals("chấm") ? "." : style.decimalMark();
    int end = decimals.get().end();
    boolean scaled = Scale.THOUSAND.isAt(said, end) || Scale.isMultiplier(said, end);
    return Optional.of(
        new Numeral(
            sign + style.grouped(whole.toString()) + mark + decimals.get().digits(),
            from,
            end,
            scaled ? List.of(said.at(end)) : List.of(),
            scaled ? end + 1 : end));
  }
}
