// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellerTest {
  /** The default model's: letters without tones, then the tones. */
  private static final Vocabulary TONES_APART =
      vocabulary("aăâbcdđeêghiklmnoôơpqrstuưvxy\u0300\u0301\u0303\u0309\u0323".split(""));

  @ParameterizedTest
  @CsvSource({
    "lặng, lă\u0323ng",
    "nghiêng, nghiêng",
    "thuở, thuơ\u0309",
    "quyết, quyê\u0301t",
    "hòa, ho\u0300a",
    "hoà, hoa\u0300",
  })
  void aToneFollowsItsLetter(String word, String spelling) {
    Speller speller = new Speller(TONES_APART);
    assertEquals(Optional.of(spelling), speller.spell(word));
    assertEquals(
        Optional.of(spelling), speller.spell(Normalizer.normalize(word, Normalizer.Form.NFD)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zalo", "covid19", "naïve", "a-b", "Anh", "<unk>"})
  void whatTheUnitsCannotWriteHasNoSpelling(String word) {
    assertEquals(Optional.empty(), new Speller(TONES_APART).spell(word));
  }

  @Test
  void wholeLettersAreTakenWhereTheVocabularyHasThem() {
    assertEquals(
        Optional.of("lặng"),
        new Speller(vocabulary("l", "ặ", "n", "g", "ă", "\u0323")).spell("lặng"));
  }

  @Test
  void everyMarkStandsApartWhereTheVocabularyHasOnlyThose() {
    assertEquals(
        Optional.of("la\u0323\u0306ng"),
        new Speller(vocabulary("l", "a", "n", "g", "\u0306", "\u0323")).spell("lặng"));
  }

  /** "ặ" is E1 BA B7 in UTF-8, which GPT-2 writes as "áº·"; here it is cut in its middle. */
  @Test
  void pieceBoundariesMayLieInsideALetter() {
    Map<String, Integer> pieces = Map.of("Ġl", 0, "áº", 1, "·ng", 2, "l", 3);
    assertEquals(Optional.of("lặng"), new Speller(Vocabulary.ofByteLevelBpe(pieces)).spell("lặng"));
    assertEquals(Optional.empty(), new Speller(Vocabulary.ofByteLevelBpe(pieces)).spell("lặn"));
  }

  private static Vocabulary vocabulary(String... classes) {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> names = new ArrayList<>(List.of(classes));
    names.forEach(name -> numbers.put(name, numbers.size()));
    return Vocabulary.ofCharacters(numbers);
  }
}
