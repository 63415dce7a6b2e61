// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.TestFiles;
import vn.nghe.model.VocabularyFile;

class CharacterSpellingTest {
  /** The classes of the default model: letters, and tone marks apart from them. */
  private static final Map<String, Integer> CLASSES =
      VocabularyFile.read(TestFiles.defaultModel(), 40);

  private final CharacterSpelling spelling = new CharacterSpelling(CLASSES);

  @ParameterizedTest
  @ValueSource(strings = {"a", "đ", "ề", "ự", "ắ", "ỗ", "Ý", "Đ"})
  void aLetterIsItsClassAndItsTone(String letter) {
    StringBuilder written = new StringBuilder();
    for (int number : spelling.of(letter.codePointAt(0)).orElseThrow()) {
      CLASSES.forEach((name, value) -> written.append(value == number ? name : ""));
    }
    assertEquals(
        letter.toLowerCase(Locale.ROOT), Normalizer.normalize(written, Normalizer.Form.NFC));
  }

  @Test
  void whatSuchHeadsLeaveOutHasNoClassAndWhatTheyCannotWriteIsNotSpelled() {
    for (int mark : ".,?!…«»–'“♪".codePoints().toArray()) {
      assertArrayEquals(new int[0], spelling.of(mark).orElseThrow());
    }
    for (int letter : "7я中ß".codePoints().toArray()) {
      assertFalse(spelling.of(letter).isPresent(), Character.toString(letter));
    }
    assertArrayEquals(new int[] {CLASSES.get(" ")}, spelling.of(' ').orElseThrow());
    assertArrayEquals(new int[] {CLASSES.get(" ")}, spelling.of('\u00a0').orElseThrow());
  }
}
