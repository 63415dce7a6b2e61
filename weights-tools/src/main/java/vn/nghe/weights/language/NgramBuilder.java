// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.List;
import java.util.function.Consumer;
import vn.nghe.language.Ngrams;

/** Estimates a language model from text. The same text and options give the same model. */
public final class NgramBuilder {
  /** The entries of a vocabulary that are not words. */
  private static final int MARKS = 3;

  /** What is counted is named by 64 bits, in which five words of a usual vocabulary do not fit. */
  private static final int MOST_WORDS = 4;

  private final Options options;
  private final Consumer<Corpus> progress;

  /**
   * @param progress called with each corpus when it is read; each is read twice
   */
  public NgramBuilder(Options options, Consumer<Corpus> progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * The options of a build.
   *
   * @param order the length of the longest n-grams, 2 to 4
   * @param leastSyllable the fewest occurrences of a Vietnamese syllable in the vocabulary
   * @param leastOther the fewest occurrences of any other word in it
   * @param prune the relative rise in perplexity below which an n-gram is removed; 0 keeps all
   */
  public record Options(int order, int leastSyllable, int leastOther, double prune) {
    /**
     * @throws IllegalArgumentException if an option is out of its range
     */
    public Options {
      if (order < 2 || order > MOST_WORDS) {
        throw new IllegalArgumentException("order " + order + ", 2 to 4 expected");
      }
      if (leastSyllable < 1 || leastOther < 1) {
        throw new IllegalArgumentException("least counts must be above 0");
      }
      if (!(prune >= 0 && prune < 1)) {
        throw new IllegalArgumentException("pruning threshold " + prune + ", expected 0 to 1");
      }
    }
  }

  /**
   * Reads all text twice, for its words and for its n-grams. Counting takes about 20 bytes of
   * memory for each distinct n-gram of the longest length, and up to three times that at its peak.
   *
   * @throws TextException if a file cannot be read, or the vocabulary is empty or too large
   */
  public Ngrams build(List<Corpus> corpora) {
    var words = new WordCounts();
    for (Corpus corpus : corpora) {
      TextFile.forEachLine(corpus.file(), line -> words.add(TrainingText.words(line)));
      progress.accept(corpus);
    }
    List<String> vocabulary = words.vocabulary(options.leastSyllable(), options.leastOther());
    if (vocabulary.size() == MARKS) {
      throw new TextException("no word occurs often enough in " + corpora);
    }
    var counter = new NgramCounter(vocabulary, options.order());
    for (Corpus corpus : corpora) {
      counter.weight(corpus.weight());
      TextFile.forEachLine(corpus.file(), line -> counter.add(TrainingText.words(line)));
      progress.accept(corpus);
    }
    Estimate estimate = KneserNey.estimate(vocabulary, counter.counts());
    return options.prune() == 0
        ? estimate.ngrams()
        : EntropyPruning.prune(estimate, options.prune());
  }
}
