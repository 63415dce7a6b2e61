// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ErrorRateTest {
  private static final JiwerScores JIWER = JiwerScores.read();

  @Test
  void normalisesAsPythonDoes() {
    assertFalse(JIWER.pairs().isEmpty());
    for (var pair : JIWER.pairs()) {
      assertEquals(pair.normalisedReference(), ScoringText.of(pair.reference()).normalised());
      assertEquals(pair.normalisedHypothesis(), ScoringText.of(pair.hypothesis()).normalised());
    }
  }

  @Test
  void countsWordErrorsAsJiwerDoes() {
    for (var pair : JIWER.pairs()) {
      assertEquals(pair.words().rate(), words(pair), pair::reference);
      assertEquals(
          pair.words(),
          EditCounts.between(
              ScoringText.of(pair.reference()).words(), ScoringText.of(pair.hypothesis()).words()),
          pair::reference);
    }
  }

  @Test
  void countsCharacterErrorsAsJiwerDoes() {
    for (var pair : JIWER.pairs()) {
      assertEquals(pair.characters().rate(), characters(pair), pair::reference);
      assertEquals(
          pair.characters(),
          EditCounts.between(
              ScoringText.of(pair.reference()).characters(),
              ScoringText.of(pair.hypothesis()).characters()),
          pair::reference);
    }
  }

  @Test
  void poolsClipsAsJiwerDoes() {
    ErrorRate words = pooled(ErrorRateTest::words);
    ErrorRate characters = pooled(ErrorRateTest::characters);
    assertEquals(JIWER.wordErrorRate(), (double) words.errors() / words.length());
    assertEquals(JIWER.characterErrorRate(), (double) characters.errors() / characters.length());
  }

  @Test
  void saysPercent() {
    assertEquals(12.5, new ErrorRate(1, 8).percent());
    assertEquals(300, new ErrorRate(3, 1).percent());
  }

  private static ErrorRate pooled(Function<JiwerScores.Pair, ErrorRate> rate) {
    return JIWER.pairs().stream().map(rate).reduce(ErrorRate.NONE, ErrorRate::plus);
  }

  private static ErrorRate words(JiwerScores.Pair pair) {
    return ErrorRate.ofWords(ScoringText.of(pair.reference()), ScoringText.of(pair.hypothesis()));
  }

  private static ErrorRate characters(JiwerScores.Pair pair) {
    return ErrorRate.ofCharacters(
        ScoringText.of(pair.reference()), ScoringText.of(pair.hypothesis()));
  }
}
