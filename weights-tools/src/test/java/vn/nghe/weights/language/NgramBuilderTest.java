// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.language.Arpa;
import vn.nghe.language.NgramModel;
import vn.nghe.language.Ngrams;

final class NgramBuilderTest {
  private static final double LN_10 = Math.log(10);

  @TempDir Path folder;

  /** The reference is {@code src/test/reference/kneser_ney_reference.py}. */
  @Test
  void smoothsAsAnIndependentImplementationDoes() throws Exception {
    var model = NgramModel.of(Sample.model(3, 0));
    int asked = 0;
    for (String line : Files.readAllLines(Sample.FOLDER.resolve("kneser-ney.tsv"))) {
      String[] fields = line.split("[ \t]", -1);
      long context = model.begin();
      // The words, then a score for each and one for the end.
      int words = fields.length / 2;
      for (int i = 0; i < words; i++) {
        int word = model.word(fields[i]);
        assertScore(fields[words + i], model.logProbability(context, word));
        context = model.extend(context, word);
        asked++;
      }
      assertScore(fields[2 * words], model.endLogProbability(context));
    }
    assertTrue(asked > 700, () -> "too few words");
  }

  /** Up to three floats of 24 bits are added, and seven digits are written. */
  private static void assertScore(String log10, double actual) {
    double expected = Double.parseDouble(log10) * LN_10;
    assertEquals(expected, actual, -expected * 1e-6);
  }

  @Test
  void everyContextsProbabilitiesAddUpToOne() {
    for (int order = 2; order <= 4; order++) {
      assertAddsUp(Sample.model(order, 0));
      assertAddsUp(Sample.model(order, 1e-5));
    }
  }

  @Test
  void weightsKeepProbabilitiesAddingUpToOne() {
    assertAddsUp(
        Sample.model(3, 0, new Corpus(Sample.SENTENCES, 0.5), new Corpus(Sample.HELD_OUT, 3)));
  }

  private static void assertAddsUp(Ngrams ngrams) {
    var model = NgramModel.of(ngrams);
    for (int last = Ngrams.BEGIN; last < model.vocabularySize(); last += 5) {
      for (int before = Ngrams.BEGIN; before < model.vocabularySize(); before += 31) {
        long context = model.extend(model.extend(model.begin(), before), last);
        double sum = Math.exp(model.logProbability(context, Ngrams.UNKNOWN));
        for (int word = Ngrams.END; word < model.vocabularySize(); word++) {
          sum += Math.exp(model.logProbability(context, word));
        }
        // Three logarithms of at most 20, each rounded to 24 bits.
        assertEquals(1, sum, 4e-6);
      }
    }
  }

  @Test
  void aTextCountedTwiceIsATextOfWeightTwo() {
    var both = new Corpus(Sample.SENTENCES, 2);
    var once = new Corpus(Sample.SENTENCES, 1);
    Ngrams scaled = Sample.model(3, 0, both);
    // A single weight does not change shares.
    assertArrayEquals(
        Sample.model(3, 0, once).levels().getLast().probabilities(),
        scaled.levels().getLast().probabilities(),
        1e-6f);
  }

  @Test
  void weightDrawsTheModelTowardsAText() {
    var model = Sample.model(3, 0, new Corpus(Sample.SENTENCES, 1), new Corpus(Sample.HELD_OUT, 1));
    var drawn = Sample.model(3, 0, new Corpus(Sample.SENTENCES, 1), new Corpus(Sample.HELD_OUT, 9));
    assertTrue(perplexity(drawn) < perplexity(model));
  }

  private static double perplexity(Ngrams ngrams) {
    return Perplexity.of(NgramModel.of(ngrams), Sample.HELD_OUT).perplexity();
  }

  @Test
  void theSameTextGivesTheSameBytes() throws Exception {
    Path first = folder.resolve("first.bin");
    Path second = folder.resolve("second.bin");
    NgramWriter.write(Sample.model(3, 1e-5), 8, first);
    NgramWriter.write(Sample.model(3, 1e-5), 8, second);
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
  }

  @Test
  void eightBitsCostLessThanAHundredthOfThePerplexity() throws Exception {
    Ngrams ngrams = Sample.model(3, 0);
    Path file = folder.resolve("lm.bin");
    NgramWriter.write(ngrams, 8, file);
    double exact = perplexity(ngrams);
    double quantised = Perplexity.of(NgramModel.open(file), Sample.HELD_OUT).perplexity();
    assertEquals(exact, quantised, exact / 100);
  }

  @Test
  void arpaTextKeepsTheModel() throws Exception {
    Ngrams ngrams = Sample.model(4, 1e-5);
    Path file = folder.resolve("lm.arpa");
    ArpaWriter.write(ngrams, file);
    Ngrams read = Arpa.read(file);
    assertEquals(ngrams.vocabulary(), read.vocabulary());
    for (int i = 0; i < ngrams.order(); i++) {
      assertArrayEquals(ngrams.levels().get(i).words(), read.levels().get(i).words());
      assertArrayEquals(ngrams.levels().get(i).children(), read.levels().get(i).children());
      // Two conversions of a float of at most 256 are off by at most one unit in the last place.
      assertArrayEquals(
          ngrams.levels().get(i).probabilities(), read.levels().get(i).probabilities(), 2e-5f);
      assertArrayEquals(ngrams.levels().get(i).backoffs(), read.levels().get(i).backoffs(), 1e-6f);
    }
  }

  @Test
  void textWithoutWordsIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("numbers.txt"), "1 2 3\n\n...\n");
    var empty = assertThrows(TextException.class, () -> Sample.model(3, 0, new Corpus(file, 1)));
    assertTrue(empty.getMessage().contains(file.toString()), empty.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Corpus(file, 0));
    assertThrows(IllegalArgumentException.class, () -> new Corpus(file, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new NgramBuilder.Options(5, 1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new NgramBuilder.Options(3, 1, 1, -1));
    assertEquals(List.of(), TrainingText.words("..."));
  }
}
