// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where tone marks are put. */
final class ToneMarksTest {
  private static final List<String> TONES =
      List.of("\u0300", "\u0301", "\u0309", "\u0303", "\u0323");

  @ParameterizedTest
  @CsvSource({
    "hoà, hòa",
    "khoẻ, khỏe",
    "thuý, thúy",
    "uỷ, ủy",
    "Toà, Tòa",
    "THUỶ, THỦY",
    "loè, lòe",
    "Hoè, Hòe",
  })
  void theNewerSpellingBecomesTheOlder(String newer, String older) {
    assertEquals(older, ToneMarks.normalise(newer));
  }

  @ParameterizedTest
  @CsvSource({
    "qúy, quý",
    "qủa, quả",
    "Qũy, Quỹ",
    "gìa, già",
    "gíao, giáo",
    "gĩư, giữ",
    "thủơ, thuở",
    "hòan, hoàn",
    "tóan, toán",
    "trừơng, trường",
    "nghịêp, nghiệp",
    "đaị, đại",
    "lọai, loại",
  })
  void marksThatStandWhereNeitherSpellingPutsThemMove(String wrong, String right) {
    assertEquals(right, ToneMarks.normalise(wrong));
  }

  @ParameterizedTest
  @CsvSource({
    "quý", "quà", "quýt", "quỳnh", "quyết", "già", "gì", "gìn", "giếng", "giỏi", "mía", "mùa",
    "cửa", "hoàn", "khuỷu", "ngoéo", "tuyết", "thuế", "thuở", "huýt", "yến", "rượu", "xoài", "xoáy",
    "nguều",
  })
  void whatBothSpellingsAgreeOnStays(String syllable) {
    assertEquals(syllable, ToneMarks.normalise(syllable));
  }

  @ParameterizedTest
  @CsvSource({
    "Río",
    "Málaga",
    "où",
    "Peć",
    "Ṣan",
    "voilà",
    "Zoë",
    "Ångström",
    "ñ",
    "Владі́мір",
    "한국"
  })
  void whatIsNoVietnameseSyllableStays(String word) {
    assertEquals(word, ToneMarks.normalise(word));
  }

  @Test
  void decomposedTextComesOutComposed() {
    assertEquals(
        "Hòa bình, “thúy”-quý 1.",
        ToneMarks.normalise(Normalizer.normalize("Hoà bình, “thuý”-quý 1.", Form.NFD)));
  }

  /**
   * Of the two vowels of oa, oe and uy either may bear the mark; the result must not depend on it.
   */
  @Test
  void bothSpellingsOfEverySyllableBecomeOne() {
    for (String onset : List.of("", "b", "đ", "g", "h", "kh", "l", "ng", "nh", "th", "tr", "x")) {
      for (String vowels : List.of("oa", "oe", "uy")) {
        for (String tone : TONES) {
          String older = nfc(onset + vowels.charAt(0) + tone + vowels.charAt(1));
          String newer = nfc(onset + vowels + tone);
          assertEquals(older, ToneMarks.normalise(older));
          assertEquals(older, ToneMarks.normalise(newer));
        }
      }
    }
  }

  @Test
  void everyCodePointIsAccepted() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String once = ToneMarks.normalise("ho" + Character.toString(c) + "\u0300y");
      assertEquals(once, ToneMarks.normalise(once));
    }
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Form.NFC);
  }
}
