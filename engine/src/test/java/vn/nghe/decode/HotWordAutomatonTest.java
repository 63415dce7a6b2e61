// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotWordAutomatonTest {
  /** Sums of multiples of 1/7 and the like, a few dozen of them. */
  private static final double ROUNDING = 1e-12;

  private static final HotWordAutomaton HOT =
      HotWordAutomaton.of(
          List.of("an", "an nam", "nam ba ba", "ba", "kem"),
          phrase -> phrase.length() == 2 ? 2 : 3);

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "an, 2",
    "an an, 4",
    "ann, 0",
    "ban, 0",
    "an nam, 6",
    "an na, 2",
    "an nama, 2",
    "xin an, 2",
    "kem, 3",
    "ke, 0",
    "kem kem kem, 9",
    "nam, 0",
    "nam ba, 2",
    "nam ba ba, 11",
    "'  an  ', 2",
  })
  void onlyWholePhrasesCountInTheEnd(String text, double bonus) {
    assertEquals(bonus, score(HOT, text, true), ROUNDING);
  }

  @Test
  void theBonusGrowsInsideAPhraseAndIsTakenBack() {
    double before = 0;
    for (int length = 1; length <= 3; length++) {
      double now = score(HOT, "kem".substring(0, length), false);
      assertTrue(now > before, "at " + length);
      before = now;
    }
    assertEquals(3, score(HOT, "kem ", false), ROUNDING);
    assertEquals(0, score(HOT, "kema", false), ROUNDING);
  }

  @Test
  void aPhraseThatEndsInTheMiddleOfAnotherIsEarnedThere() {
    HotWordAutomaton hot = HotWordAutomaton.of(List.of("xa ba na", "ba"), _ -> 1);
    assertEquals(1, score(hot, "xa ba ma", true), ROUNDING);
  }

  @Test
  void aBrokenPhraseMayBeginAnotherOne() {
    HotWordAutomaton hot = HotWordAutomaton.of(List.of("a b c", "b d"), _ -> 1);
    assertEquals(2, score(hot, "a b d", true), ROUNDING);
  }

  @Test
  void noPhrasesAddNothing() {
    assertEquals(0, score(HotWordAutomaton.NONE, "an nam ba", true));
  }

  private static double score(HotWordAutomaton hot, String text, boolean end) {
    TextState state = new TextState();
    hot.begin(state);
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      hot.add(state, value);
    }
    if (end) {
      hot.end(state);
    }
    return state.score;
  }
}
