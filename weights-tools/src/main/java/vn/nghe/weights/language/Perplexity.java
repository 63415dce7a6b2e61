// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.nio.file.Path;
import java.util.List;
import vn.nghe.language.NgramModel;
import vn.nghe.language.Ngrams;

/**
 * The perplexity of a model on a text.
 *
 * @param sentences the number of lines with a word
 * @param words the number of words
 * @param unknown the number of words that the model does not know
 * @param logProbability the natural logarithm of the probability of all known words and sentence
 *     ends
 */
public record Perplexity(long sentences, long words, long unknown, double logProbability) {
  private static final Perplexity NONE = new Perplexity(0, 0, 0, 0);

  /**
   * Measures a text.
   *
   * @param text sentences, one on each line, UTF-8, plain or compressed with xz or gzip
   * @throws TextException if it cannot be read
   */
  public static Perplexity of(NgramModel model, Path text) {
    var sum =
        new Object() {
          private Perplexity all = NONE;
        };
    TextFile.forEachLine(
        text,
        line -> {
          List<String> words = TrainingText.words(line);
          if (!words.isEmpty()) {
            sum.all = sum.all.plus(of(model, words));
          }
        });
    return sum.all;
  }

  private static Perplexity of(NgramModel model, List<String> sentence) {
    long context = model.begin();
    long unknown = 0;
    double sum = 0;
    for (String text : sentence) {
      int word = model.word(text);
      if (word == Ngrams.UNKNOWN) {
        unknown++;
      } else {
        sum += model.logProbability(context, word);
      }
      context = model.extend(context, word);
    }
    return new Perplexity(1, sentence.size(), unknown, sum + model.endLogProbability(context));
  }

  private Perplexity plus(Perplexity other) {
    return new Perplexity(
        sentences + other.sentences,
        words + other.words,
        unknown + other.unknown,
        logProbability + other.logProbability);
  }

  /** The perplexity per word. Sentence ends count as words; unknown words are left out. */
  public double perplexity() {
    return Math.exp(-logProbability / (words - unknown + sentences));
  }

  /** The share of unknown words, in percent. */
  public double unknownPercent() {
    return 100.0 * unknown / words;
  }
}
