// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.transcript.Word;

class PlainWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Anh nói, chưa hết câu!    | anh nói chưa hết câu",
        "Bắc-Nam và/hoặc «Đông».   | bắc nam và hoặc đông",
        "ĐÀ LẠT                    | đà lạt",
        "Thuý hoà xoè              | thúy hòa xòe",
        "năm 2026                  | năm 2026",
        "...                       | ''"
      })
  void textIsAsCtcModelsWriteIt(String text, String plain) {
    assertEquals(plain, PlainWords.of(text));
  }

  @Test
  void wordsKeepTheirTimes() {
    List<Word> words =
        List.of(
            new Word("Anh,", 0, 0.5, 0.9),
            new Word("–", 0.5, 0.6, 0.5),
            new Word("và/hoặc", 1, 2.5, 1));
    assertEquals(
        List.of(
            new Word("anh", 0, 0.5, 0.9), new Word("và", 1, 1.5, 1), new Word("hoặc", 1.5, 2.5, 1)),
        PlainWords.of(words));
  }
}
