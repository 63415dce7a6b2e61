// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.List;
import java.util.function.Consumer;
import vn.nghe.language.Ngrams;

/** Estimates a language model from text. The same text and options give the same model. */
public final class NgramBuilder {
  /** How many entries of a vocabulary are no words. */
  private static final int MARKS = 3;

  private final Options options;
  private final Consumer<Corpus> progress;

  /**
   * @param progress told of each corpus as it has been read, of each of them twice
   */
  public NgramBuilder(Options options, Consumer<Corpus> progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * How to build.
   *
   * @param order the most words of an n-gram, 2 to 4
   * @param leastSyllable how often a Vietnamese syllable must come to be a word of the model
   * @param leastOther how often anything else must
   * @param prune the rise in perplexity, as a share of it, below which an n-gram is left out; 0
   *     keeps all
   */
  public record Options(int order, int leastSyllable, int leastOther, double prune) {
    /**
     * @throws IllegalArgumentException if an option is out of its range
     */
    public Options {
      if (order < 2 || order > Ngrams.MAX_ORDER) {
        throw new IllegalArgumentException("order " + order + ", 2 to 4 expected");
      }
      if (leastSyllable < 1 || leastOther < 1) {
        throw new IllegalArgumentException("least counts must be above 0");
      }
      if (!(prune >= 0 && prune < 1)) {
        throw new IllegalArgumentException("pruning threshold " + prune + ", 0 to 1 expected");
      }
    }
  }

  /**
   * Reads all text twice, for its words and for its n-grams. Takes about 20 bytes of memory for
   * each distinct n-gram of the longest length while counting, and three times that at its most.
   *
   * @throws TextException if a file cannot be read, or if there are too many words or none
   */
  public Ngrams build(List<Corpus> corpora) {
    var words = new WordCounts();
    for (Corpus corpus : corpora) {
      TextFile.forEachLine(corpus.file(), line -> words.add(TrainingText.words(line)));
      progress.accept(corpus);
    }
    List<String> vocabulary = words.vocabulary(options.leastSyllable(), options.leastOther());
    if (vocabulary.size() == MARKS) {
      throw new TextException("no word comes often enough in " + corpora);
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
