// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainingTextTest {
  @Test
  void marksSeparateWordsAndCapitalsGo() {
    assertEquals(List.of("bắc", "nam", "và", "hoặc", "100"), words("“Bắc-Nam”, VÀ/hoặc… 100%!\t"));
    assertEquals(List.of(), words(" \u00A0…"));
  }

  @Test
  void composedAndDecomposedLettersAreTheSame() {
    String text = "nghiêng ngả được hết";
    assertEquals(words(text), words(Normalizer.normalize(text, Normalizer.Form.NFD)));
  }

  @Test
  void toneMarksStandWhereTheOlderConventionHasThem() {
    assertEquals(
        List.of("hòa", "khỏe", "thúy", "hủy", "lọa", "xòe"), words("hoà khoẻ thuý huỷ loạ xoè"));
  }

  @Test
  void whatBothConventionsWriteAlikeStays() {
    String text = "quý quà hoàn thuyền thoát khuỷu quỳnh xoáy loài huýt ngoằn mía";
    assertEquals(text, String.join(" ", words(text)));
  }

  @Test
  void syllablesAreToldFromOtherWords() {
    String yes =
        "anh nghiêng khuỷu quý gì giếng gìn ướt uống yêu ủy oan xoong quốc ngoéo thuở khuya mía"
            + " hươu rượu tuần gia già ăn ơi y à ngoằn quyết tuýp đặc ếch ích";
    for (String word : yes.split(" ", -1)) {
      assertTrue(SyllableSpelling.isSyllable(word), word);
    }
    String no = "facebook john pizza bat cap tòc b ngh wikipedia z á́ strong";
    for (String word : no.split(" ", -1)) {
      assertFalse(SyllableSpelling.isSyllable(word), word);
    }
  }

  private static List<String> words(String line) {
    return TrainingText.words(line);
  }
}
