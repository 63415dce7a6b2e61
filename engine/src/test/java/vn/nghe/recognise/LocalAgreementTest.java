// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.nghe.transcript.LiveText;
import vn.nghe.transcript.Word;

class LocalAgreementTest {
  private final LocalAgreement agreement = new LocalAgreement();

  @Test
  void stableIsWhatTwoPassesAgreeOn() {
    agreement.agree(List.of(word("xin", 0), word("trào", 1)), 0, 2);
    LiveText.Partial partial =
        agreement.agree(List.of(word("xin", 0), word("chào", 1), word("bạn", 2)), 0, 3);
    assertEquals(List.of(word("xin", 0)), partial.stable());
    assertEquals("xin chào bạn", partial.text());
  }

  @Test
  void aSecondSegmentOwesNothingToTheFirst() {
    agreement.agree(List.of(word("xin", 0)), 0, 1);
    agreement.clear();
    assertEquals(List.of(), agreement.agree(List.of(word("xin", 0)), 0, 1).stable());
  }

  @Test
  void theWindowStaysBoundedAndNoWordIsLostOrTwice() {
    for (int now = 1; now <= 60; now++) {
      double start = agreement.windowStart(0);
      assertTrue(now - start <= 6, "from " + start + " to " + now);
      List<Word> heard =
          IntStream.range((int) Math.ceil(start), now).mapToObj(i -> word("w" + i, i)).toList();
      List<String> all = IntStream.range(0, now).mapToObj(i -> "w" + i).toList();
      assertEquals(String.join(" ", all), agreement.agree(heard, start, now).text());
    }
  }

  @Test
  void theWindowMovesOnWhereNothingIsHeard() {
    agreement.agree(List.of(), 0, 20);
    assertTrue(agreement.windowStart(0) >= 15, "from " + agreement.windowStart(0));
  }

  private static Word word(String text, double start) {
    return new Word(text, start, start + 0.5, 0.9);
  }
}
