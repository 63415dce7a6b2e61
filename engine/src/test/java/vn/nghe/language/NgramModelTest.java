// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NgramModelTest {
  private static final double LN_10 = Math.log(10);

  /** Floats have 24 bits; ours add up to 3 of them, KenLM's too, and seven digits are written. */
  private static final double RELATIVE = 1e-6;

  private final NgramModel model = NgramModel.open(SmallModel.ARPA);

  @TempDir Path folder;

  @Test
  void saysOfEveryWordWhatKenLmSays() {
    assertAgreesWithKenLm(model);
  }

  @Test
  void saysTheSameFromABinaryFile() throws Exception {
    Path file = folder.resolve("lm.bin");
    Ngrams ngrams = Arpa.read(SmallModel.ARPA);
    NgramFile.write(ngrams, Collections.nCopies(ngrams.order(), NgramFile.Codebooks.EXACT), file);
    assertAgreesWithKenLm(NgramModel.open(file));
  }

  private static void assertAgreesWithKenLm(NgramModel model) {
    for (SmallModel.Scored sentence : SmallModel.kenLm()) {
      long context = model.begin();
      int at = 0;
      for (String text : sentence.words()) {
        int word = model.word(text);
        double expected = sentence.log10()[at++] * LN_10;
        assertEquals(expected, model.logProbability(context, word), -expected * RELATIVE, text);
        context = model.extend(context, word);
      }
      double expected = sentence.log10()[at] * LN_10;
      assertEquals(expected, model.endLogProbability(context), -expected * RELATIVE);
    }
  }

  @Test
  void wordsFollowEveryContextWithProbabilityOne() {
    for (long context : contexts()) {
      double sum = 0;
      for (int word = 0; word < model.vocabularySize(); word++) {
        sum += word == model.word("<s>") ? 0 : Math.exp(model.logProbability(context, word));
      }
      // Each of some 600 logarithms is off by at most 2^-24 of 20, so each probability by 1.2e-6.
      assertEquals(1, sum, 2e-6);
    }
  }

  /** All contexts that the sentences lead to. */
  private Set<Long> contexts() {
    Set<Long> contexts = new HashSet<>(Set.of(model.begin(), model.empty()));
    for (SmallModel.Scored sentence : SmallModel.kenLm()) {
      long context = model.begin();
      for (String text : sentence.words()) {
        context = model.extend(context, model.word(text));
        contexts.add(context);
      }
    }
    return contexts;
  }

  @Test
  void anUnknownWordIsWhereContextsMeet() {
    int known = model.word("không");
    long after = model.extend(model.empty(), known);
    assertNotEquals(model.begin(), model.empty());
    assertEquals(model.empty(), model.extend(model.begin(), model.word("facebook")));
    for (long context : contexts()) {
      assertEquals(after, model.extend(model.extend(context, 0), known));
    }
  }

  /** What is left out of a context must not be missed by any word. */
  @Test
  void whatAContextForgetsDoesNotMatter() {
    int shortened = 0;
    for (long before : contexts()) {
      for (int word = 3; word < 60; word++) {
        long context = model.extend(before, word);
        long whole =
            (before << NgramModel.WORD_BITS | (word + 1L)) & (1L << (2 * NgramModel.WORD_BITS)) - 1;
        shortened += context == whole ? 0 : 1;
        for (int next = 3; next < model.vocabularySize(); next += 7) {
          assertEquals(model.logProbability(whole, next), model.logProbability(context, next));
        }
      }
    }
    assertTrue(shortened > 0);
  }

  @Test
  void wordsAreFoundByTheirTextAndHaveIt() {
    for (int word = 0; word < model.vocabularySize(); word++) {
      assertEquals(word, model.word(model.text(word)));
    }
    assertEquals(0, model.word("facebook"));
    assertEquals(0, model.word(""));
    assertEquals("<unk>", model.text(0));
    assertThrows(IndexOutOfBoundsException.class, () -> model.text(model.vocabularySize()));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> model.logProbability(model.empty(), model.vocabularySize()));
    assertThrows(IndexOutOfBoundsException.class, () -> model.logProbability(model.empty(), -1));
  }
}
