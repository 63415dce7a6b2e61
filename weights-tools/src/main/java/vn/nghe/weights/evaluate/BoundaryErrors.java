// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import vn.nghe.transcript.Word;

/**
 * Differences between the times of recognised words and reference times. Only words that the
 * alignment of reference and hypothesis finds equal are compared.
 */
public final class BoundaryErrors {
  private final double[] starts;
  private final double[] ends;
  private final double[] both;
  private final long words;

  private BoundaryErrors(DoubleStream starts, DoubleStream ends, long words) {
    this.starts = starts.sorted().toArray();
    this.ends = ends.sorted().toArray();
    this.both =
        DoubleStream.concat(DoubleStream.of(this.starts), DoubleStream.of(this.ends))
            .sorted()
            .toArray();
    this.words = words;
  }

  /** Compares all clips that {@code times} names and that were recognised. */
  public static BoundaryErrors of(List<ClipResult> results, ReferenceTimes times) {
    var starts = DoubleStream.builder();
    var ends = DoubleStream.builder();
    long words = 0;
    for (ClipResult result : results) {
      List<TimedWord> said = times.of(result.clip());
      words += said.size();
      List<Word> heard = ScoredWords.heard(result);
      for (var kept : EditDistance.kept(texts(said), ScoredWords.texts(heard))) {
        starts.add(Math.abs(heard.get(kept.to()).start() - said.get(kept.from()).start()));
        ends.add(Math.abs(heard.get(kept.to()).end() - said.get(kept.from()).end()));
      }
    }
    return new BoundaryErrors(starts.build(), ends.build(), words);
  }

  private static List<String> texts(List<TimedWord> words) {
    List<String> texts = new ArrayList<>();
    words.forEach(word -> texts.add(word.text()));
    return texts;
  }

  /** The number of words with reference times. */
  public long words() {
    return words;
  }

  /** The number of them that were recognised and so compared. */
  public long compared() {
    return starts.length;
  }

  /** The quantile of the errors of starts, in seconds; NaN if no word was compared. */
  public double starts(double share) {
    return quantile(starts, share);
  }

  /** The quantile of the errors of ends, in seconds. */
  public double ends(double share) {
    return quantile(ends, share);
  }

  /** The quantile of the errors of starts and ends together, in seconds. */
  public double boundaries(double share) {
    return quantile(both, share);
  }

  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[Math.clamp((long) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
  }
}
