// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.nghe.language.NgramModel;
import vn.nghe.language.Ngrams;

final class EntropyPruningTest {
  /**
   * The closed form is compared with sums of floats; within this distance of the threshold either
   * result is right.
   */
  private static final double MARGIN = 0.01;

  private final Estimate estimate = estimate();

  /** The divergence of each 2-gram, summed over all words in place of the closed form. */
  @Test
  void exactlyTheNgramsThatMatterLessThanTheThresholdGo() {
    Ngrams full = estimate.ngrams();
    var model = NgramModel.of(full);
    double[] rises = new double[full.levels().get(1).size()];
    for (int before = 0; before < full.vocabulary().size(); before++) {
      int[] children = full.levels().getFirst().children();
      for (int i = children[before]; i < children[before + 1]; i++) {
        rises[i] = rise(model, before, full.levels().get(1).words()[i]);
      }
    }
    double threshold = Arrays.stream(rises).sorted().toArray()[rises.length / 2];
    var pruned = NgramModel.of(EntropyPruning.prune(estimate(), threshold));
    Ngrams left = pruned.ngrams();
    int gone = 0;
    for (int before = 0; before < full.vocabulary().size(); before++) {
      int[] children = full.levels().getFirst().children();
      for (int i = children[before]; i < children[before + 1]; i++) {
        boolean kept = has(left, before, full.levels().get(1).words()[i]);
        gone += kept ? 0 : 1;
        if (Math.abs(rises[i] / threshold - 1) > MARGIN) {
          assertEquals(rises[i] > threshold, kept);
        }
      }
    }
    assertTrue(gone > 0);
  }

  private double rise(NgramModel model, int before, int without) {
    int words = model.vocabularySize();
    double[] p = new double[words];
    double[] below = new double[words];
    boolean[] named = new boolean[words];
    long context = model.extend(model.empty(), before);
    for (int word = 0; word < words; word++) {
      if (word != Ngrams.BEGIN) {
        p[word] = Math.exp(model.logProbability(context, word));
        below[word] = Math.exp(model.logProbability(model.empty(), word));
        named[word] = word != without && has(estimate.ngrams(), before, word);
      }
    }
    double left = 1;
    double leftBelow = 1;
    for (int word = 0; word < words; word++) {
      left -= named[word] ? p[word] : 0;
      leftBelow -= named[word] ? below[word] : 0;
    }
    double divergence = 0;
    for (int word = 0; word < words; word++) {
      double pruned = named[word] ? p[word] : left / leftBelow * below[word];
      divergence += p[word] == 0 ? 0 : p[word] * Math.log(p[word] / pruned);
    }
    return Math.expm1(estimate.shares().getFirst()[before] * divergence);
  }

  private static boolean has(Ngrams ngrams, int before, int word) {
    int[] children = ngrams.levels().getFirst().children();
    int[] words = ngrams.levels().get(1).words();
    return Arrays.binarySearch(words, children[before], children[before + 1], word) >= 0;
  }

  @Test
  void everyNgramThatStaysEndsInOneThatStays() {
    for (int[] suffixes : Trie.suffixes(Sample.model(4, 2e-5).levels())) {
      for (int suffix : suffixes) {
        assertTrue(suffix >= 0);
      }
    }
  }

  private static Estimate estimate() {
    var words = new WordCounts();
    TextFile.forEachLine(Sample.SENTENCES, line -> words.add(TrainingText.words(line)));
    List<String> vocabulary = words.vocabulary(2, 2);
    var counter = new NgramCounter(vocabulary, 2);
    counter.weight(1);
    TextFile.forEachLine(Sample.SENTENCES, line -> counter.add(TrainingText.words(line)));
    return KneserNey.estimate(vocabulary, counter.counts());
  }
}
