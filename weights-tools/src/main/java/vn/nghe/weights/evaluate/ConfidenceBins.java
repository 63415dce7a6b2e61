// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.nghe.transcript.Word;

/**
 * The calibration of word confidences. A recognised word counts as right if the alignment of
 * reference and hypothesis finds it equal.
 *
 * @param bins of equal width, from confidence 0 to 1
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo and others (2017), On Calibration of Modern
 *     Neural Networks</a>
 */
public record ConfidenceBins(List<Bin> bins) {
  private static final int BINS = 10;

  /**
   * Words whose confidence is in one bin.
   *
   * @param words their number
   * @param right the number that are right
   * @param confidence the sum of their confidences
   */
  public record Bin(long words, long right, double confidence) {
    /** NaN for a bin without words, as is {@link #meanConfidence}. */
    public double shareRight() {
      return (double) right / words;
    }

    public double meanConfidence() {
      return confidence / words;
    }

    private Bin plus(Word word, boolean isRight) {
      return new Bin(words + 1, right + (isRight ? 1 : 0), confidence + word.confidence());
    }
  }

  public ConfidenceBins {
    bins = List.copyOf(bins);
  }

  /** Counts the words of all results. */
  public static ConfidenceBins of(List<ClipResult> results) {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      bins.add(new Bin(0, 0, 0));
    }
    for (ClipResult result : results) {
      List<String> said = ScoringText.of(result.clip().sentence()).words();
      List<Word> heard = ScoredWords.heard(result);
      Set<Integer> right = new HashSet<>();
      EditDistance.kept(said, ScoredWords.texts(heard)).forEach(kept -> right.add(kept.to()));
      for (int i = 0; i < heard.size(); i++) {
        Word word = heard.get(i);
        int bin = Math.min(BINS - 1, (int) (word.confidence() * BINS));
        bins.set(bin, bins.get(bin).plus(word, right.contains(i)));
      }
    }
    return new ConfidenceBins(bins);
  }

  public long words() {
    return bins.stream().mapToLong(Bin::words).sum();
  }

  /**
   * Expected calibration error: the difference between the mean confidence of a bin and its share
   * of right words, averaged over words. From 0 to 1; 0 without words.
   */
  public double expectedCalibrationError() {
    double difference =
        bins.stream().mapToDouble(bin -> Math.abs(bin.right() - bin.confidence())).sum();
    return words() == 0 ? 0 : difference / words();
  }
}
