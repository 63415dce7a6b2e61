// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SyllableTest {
  @ParameterizedTest
  @CsvSource({
    "nghiêng, ngh, iê, ng, LEVEL",
    "quý, qu, y, '', ACUTE",
    "gì, g, i, '', GRAVE",
    "giữa, gi, ưa, '', TILDE",
    "ở, '', ơ, '', HOOK",
    "khuya, kh, uya, '', LEVEL",
    "hoà, h, oa, '', GRAVE",
    "hòa, h, oa, '', GRAVE",
    "Một, m, ô, t, DOT",
    "được, đ, ươ, c, DOT",
  })
  void isTakenApartAsItIsSpelled(String word, String onset, String vowels, String coda, Tone tone) {
    var expected = Optional.of(new Syllable(onset, vowels, coda, tone));
    assertEquals(expected, Syllable.parse(word));
    assertEquals(expected, Syllable.parse(Normalizer.normalize(word, Normalizer.Form.NFD)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kh", "facebook", "bàá", "anh ta", "2", "m\u0300", "nghg"})
  void whatIsNoSyllableIsNot(String word) {
    assertEquals(Optional.empty(), Syllable.parse(word));
  }

  @Test
  void tonesAreCalledByTheirNames() {
    assertEquals("huyền", Tone.GRAVE.vietnamese());
  }
}
