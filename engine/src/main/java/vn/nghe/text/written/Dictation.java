// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Digits as they are dictated: one by one, in twos and threes, or mixed. {@code không chín trăm
 * linh ba mười hai} is 090312, {@code ba số tám} 888.
 *
 * @param digits what is said; empty where no digit is
 * @param ends for each digit, the index after the syllable that says it
 * @param parts how many groups the digits are said in
 * @param end index after the last syllable
 */
record Dictation(String digits, List<Integer> ends, int parts, int end) {
  private static final Set<String> THOUSAND = Set.of("nghìn", "ngàn");
  private static final Set<String> TIMES = Set.of("số", "con");
  private static final int MOST_REPEATED = 6;

  /** Hot lines that are also said as a thousand and hundreds: {@code một nghìn chín trăm}. */
  private static final Set<String> HOT_LINES = Set.of("chín", "tám");

  Dictation {
    ends = List.copyOf(ends);
  }

  /** Reads as many digits as there are. */
  static Dictation read(Syllables said, int from) {
    var digits = new StringBuilder();
    List<Integer> ends = new ArrayList<>();
    int at = from;
    int parts = 0;
    Part part = part(said, at, true);
    while (part.end > at && !(parts > 0 && isYear(said, at, digits.toString(), parts))) {
      for (int i = 1; i <= part.digits.length(); i++) {
        ends.add(at + Math.ceilDiv(i * (part.end - at), part.digits.length()));
      }
      digits.append(part.digits);
      parts++;
      at = part.end;
      part = part(said, at, false);
    }
    return new Dictation(digits.toString(), ends, parts, at);
  }

  int length() {
    return digits.length();
  }

  /** Whether every digit is said by itself. */
  boolean isSingle() {
    return parts == digits.length();
  }

  /** Whether every digit is one more than the digit before: {@code một hai ba bốn}. */
  boolean isCounting() {
    for (int i = 1; i < digits.length(); i++) {
      if (digits.charAt(i) != digits.charAt(i - 1) + 1) {
        return false;
      }
    }
    return true;
  }

  /**
   * The digits as words of these sizes. A word needs a syllable, so where two share one, the second
   * takes the next.
   */
  Match written(int from, int... sizes) {
    Match match = null;
    int at = 0;
    int start = from;
    for (int i = 0; i < sizes.length; i++) {
      int next = at + sizes[i];
      boolean last = i == sizes.length - 1;
      int stop =
          last
              ? end
              : Math.max(start + 1, Math.min(ends.get(next - 1), end - sizes.length + i + 1));
      var text = digits.substring(at, next);
      match = match == null ? Match.of(text, start, stop) : match.then(text, stop);
      at = next;
      start = stop;
    }
    return match;
  }

  private record Part(String digits, int end) {}

  private static Part part(Syllables said, int at, boolean first) {
    int digit = Digit.plain(said.at(at));
    if (first && said.at(at).equals("một") && said.isAny(at + 1, THOUSAND)) {
      return said.isAny(at + 2, HOT_LINES) && said.at(at + 3).equals("trăm")
          ? new Part("1" + Digit.plain(said.at(at + 2)) + "00", at + 4)
          : new Part("", at);
    }
    if (!first && said.isAny(at, Group.GAP)) {
      int after = Digit.following(said.at(at + 1));
      return after == Digit.NONE ? new Part("", at) : new Part("0" + after, at + 2);
    }
    if (digit > 1 && digit <= MOST_REPEATED && said.isAny(at + 1, TIMES)) {
      int repeated = Digit.plain(said.at(at + 2));
      return repeated == Digit.NONE
          ? new Part(Integer.toString(digit), at + 1)
          : new Part(Integer.toString(repeated).repeat(digit), at + 3);
    }
    if (said.at(at + 1).equals("trăm")) {
      return digit > 0 ? hundreds(said, at, digit) : new Part("", at);
    }
    if (said.at(at).equals("mười") || said.at(at + 1).equals("mươi")) {
      return Group.pair(said, at)
          .map(pair -> new Part(Integer.toString(pair.value()), pair.end()))
          .orElseGet(() -> new Part("", at));
    }
    int single = first ? digit : Digit.following(said.at(at));
    return single == Digit.NONE ? new Part("", at) : new Part(Integer.toString(single), at + 1);
  }

  /** {@code chín trăm linh bốn}, {@code ba trăm mười hai}; {@code chín trăm hai ba} is 923. */
  private static Part hundreds(Syllables said, int at, int digit) {
    int rest = at + 2;
    int second = Digit.plain(said.at(rest));
    int third = Digit.following(said.at(rest + 1));
    boolean single = !said.at(rest + 1).equals("trăm") && !said.at(rest + 2).equals("trăm");
    if (second != Digit.NONE
        && third != Digit.NONE
        && single
        && !said.at(rest + 2).equals("mươi")) {
      return new Part("" + digit + second + third, rest + 2);
    }
    return Group.afterGap(said, rest)
        .or(() -> Group.pair(said, rest))
        .map(low -> new Part(digit + Clock.twoDigits(low.value()), low.end()))
        .orElseGet(() -> new Part(digit + "00", rest));
  }

  /**
   * Whether {@code năm} stands here and is a year that ends the number: {@code số một trăm linh một
   * năm hai không hai tư}. Where several digits have been said one by one, it is five.
   */
  private static boolean isYear(Syllables said, int at, String before, int parts) {
    return said.at(at).equals("năm")
        && before.charAt(0) != '0'
        && (before.length() < 3 || parts < before.length())
        && Year.read(said, at + 1)
            .filter(Year::isRecent)
            .filter(year -> Digit.plain(said.at(year.end())) == Digit.NONE)
            .isPresent();
  }
}
