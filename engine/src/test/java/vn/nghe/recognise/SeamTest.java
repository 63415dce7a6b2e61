// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

class SeamTest {
  @Test
  void aWordThatBothSidesHeardIsThereOnce() {
    List<Word> words = words("một", 8.0, 8.4, "hai", 9.2, 9.6, "ba", 9.9, 10.3, "bố", 10.8, 11.0);
    Seam.join(
        words, words("ai", 9.3, 9.6, "ba", 9.9, 10.3, "bốn", 10.7, 11.1, "năm", 11.5, 12), 9, 10);
    assertEquals("một hai ba bốn năm", text(words));
  }

  @Test
  void aWordAcrossTheCutIsKeptWhole() {
    List<Word> words = words("chiếc", 9.0, 9.5, "thuyền", 9.8, 10.4);
    Seam.join(words, words("thuyền", 9.8, 10.4, "buồm", 10.6, 11), 9, 10);
    assertEquals("chiếc thuyền buồm", text(words));
  }

  @Test
  void wherePauseIsNowhereTheMiddlesDecide() {
    List<Word> words = words("a", 8.5, 9.7, "b", 9.7, 11);
    Seam.join(words, words("x", 8.9, 10.4, "y", 10.4, 11.2), 9, 10);
    assertEquals("a y", text(words));
  }

  @Test
  void silenceOnOneSideLosesNothingOfTheOther() {
    List<Word> words = words("một", 8.0, 8.4);
    Seam.join(words, words("hai", 10.5, 11), 9, 10);
    assertEquals("một hai", text(words));
    Seam.join(words, List.of(), 20, 21);
    assertEquals("một hai", text(words));
  }

  @Test
  void whatBothHeardInThePauseBetweenThemIsNotHeardAgain() {
    List<Word> words = words("một", 8.0, 8.4, "hai", 9.2, 9.6);
    assertEquals("ba", text(Seam.unheard(words, words("ai", 9.3, 9.7, "ba", 9.8, 10.2))));
  }

  @Test
  void nothingBeforeLeavesAllUnheard() {
    List<Word> next = words("một", 0.0, 0.4, "hai", 0.5, 0.9);
    assertEquals(next, Seam.unheard(List.of(), next));
  }

  private static String text(List<Word> words) {
    return new Transcript("vi", 30, words).text();
  }

  private static List<Word> words(Object... textsStartsAndEnds) {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < textsStartsAndEnds.length; i += 3) {
      double start = ((Number) textsStartsAndEnds[i + 1]).doubleValue();
      double end = ((Number) textsStartsAndEnds[i + 2]).doubleValue();
      words.add(new Word((String) textsStartsAndEnds[i], start, end, 1));
    }
    return words;
  }
}
