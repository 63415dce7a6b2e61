// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Numbers said in full come back. */
final class CardinalTest {
  private static final WrittenForms FIGURES = WrittenForms.of(WrittenStyle.FIGURES);
  private static final WrittenForms PROSE = WrittenForms.of(WrittenStyle.PROSE);
  private static final List<Speller> SPELLERS =
      List.of(new Speller("nghìn", "linh"), new Speller("ngàn", "lẻ"));

  private static final Map<String, Long> SCALES = Map.of("triệu", 1_000_000L, "tỷ", 1_000_000_000L);

  @Test
  void everyNumberFromTenToTenThousandComesBack() {
    for (Speller speller : SPELLERS) {
      for (long number = 10; number < 10_000; number++) {
        assertEquals(Long.toString(number), FIGURES.apply(speller.spell(number)));
      }
    }
  }

  @Test
  void inProseTheyComeBackToo() {
    for (Speller speller : SPELLERS) {
      for (long number = 11; number < 10_000; number++) {
        assertEquals(Long.toString(number), PROSE.apply(speller.spell(number)));
      }
    }
  }

  @Test
  void loneDigitsStayWords() {
    for (long number = 0; number < 10; number++) {
      String spoken = SPELLERS.getFirst().spell(number);
      assertEquals(spoken, FIGURES.apply(spoken));
      assertEquals(spoken, PROSE.apply(spoken));
    }
  }

  @Test
  void numbersUpToAThousandMillionMillionComeBack() {
    var random = new Random(15);
    LongStream sizes =
        LongStream.iterate(100_000, bound -> bound <= 1_000_000_000_000_000L, bound -> bound * 10);
    List<Long> numbers =
        sizes.boxed().flatMap(bound -> random.longs(2_000, bound / 10, bound).boxed()).toList();
    for (Speller speller : SPELLERS) {
      for (long number : numbers) {
        String spoken = speller.spell(number);
        assertEquals(number, value(FIGURES.apply(spoken)), spoken);
        assertEquals(number, value(PROSE.apply(spoken).replace(".", "")), spoken);
      }
    }
  }

  @Test
  void roundNumbersComeBack() {
    for (long scale = 1_000; scale <= 100_000_000_000_000L; scale *= 10) {
      for (long digit = 1; digit < 10; digit++) {
        String spoken = SPELLERS.getFirst().spell(digit * scale);
        assertEquals(digit * scale, value(FIGURES.apply(spoken)), spoken);
      }
    }
  }

  @Test
  void theLargestNumbersDoNotOverflow() {
    String millions = "chín trăm chín mươi chín nghìn chín trăm chín mươi chín triệu";
    assertEquals("999999 triệu tỷ 900", FIGURES.apply(millions + " tỷ chín trăm"));
    assertEquals("1 tỷ tỷ tỷ tỷ tỷ", FIGURES.apply("một tỷ tỷ tỷ tỷ tỷ"));
  }

  /** The value of digits that scale words may follow. */
  private static long value(String written) {
    String[] words = written.split(" ", -1);
    long value = Long.parseLong(words[0]);
    for (int i = 1; i < words.length; i++) {
      value *= SCALES.get(words[i]);
    }
    return value;
  }
}
