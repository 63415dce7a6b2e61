// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/** Two years of which the second follows: {@code năm học hai không hai tư hai không hai lăm}. */
record YearSpans() implements Rule {
  /** The last syllables of năm học, niên khóa, giai đoạn, nhiệm kỳ, mùa giải. */
  private static final Set<String> CUES =
      Set.of("học", "khóa", "khoá", "đoạn", "kỳ", "kì", "giải", "bóng");

  /** The shortest and the longest way to say a year: hai nghìn; một nghìn chín trăm năm mươi tư. */
  private static final int LEAST = 2;

  private static final int MOST = 7;
  private static final int LONGEST_SPAN = 50;

  @Override
  public Optional<Match> match(Syllables said, int from) {
    if (!said.isAny(from - 1, CUES)) {
      return Optional.empty();
    }
    // Where the first year ends is open: hai không hai mươi | hai không … or … hai mươi hai |
    // không.
    for (int end = from + LEAST; end <= Math.min(from + MOST, said.size()); end++) {
      Optional<Match> span = span(said, from, end);
      if (span.isPresent()) {
        return span;
      }
    }
    return Optional.empty();
  }

  private static Optional<Match> span(Syllables said, int from, int middle) {
    return Year.read(said.before(middle), from)
        .filter(first -> first.end() == middle && first.isRecent())
        .flatMap(
            first ->
                Year.read(said, middle)
                    .filter(last -> last.value() > first.value())
                    .filter(last -> last.value() <= first.value() + LONGEST_SPAN)
                    .map(last -> Match.of(first.value() + "-" + last.value(), from, last.end())));
  }
}
