// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.weights.evaluate.ClipManifest;
import vn.nghe.weights.evaluate.ClipResult;
import vn.nghe.weights.evaluate.ErrorRate;
import vn.nghe.weights.evaluate.Evaluation;

/**
 * The evaluations of two models on the same clips.
 *
 * @param first the evaluation of the first model
 * @param second that of the second model, on the same manifest
 * @param seed the seed of the bootstrap
 */
public record Comparison(Evaluation first, Evaluation second, long seed) {
  /** The share of draws outside the interval on either side. */
  private static final double TAIL = 0.025;

  public Comparison {
    if (!clips(first).equals(clips(second))) {
      throw new IllegalArgumentException("the models were not evaluated on the same clips");
    }
  }

  /**
   * Evaluates both models, clip by clip in turn, so that other load on the machine affects both.
   *
   * @param seed the seed of the bootstrap
   * @param progress called with each clip when both models have transcribed it
   */
  public static Comparison run(
      Transcriber first,
      Transcriber second,
      Decoding decoding,
      ClipManifest manifest,
      long seed,
      Consumer<Change> progress) {
    Tally one = new Tally(first, decoding);
    Tally other = new Tally(second, decoding);
    for (int i = 0; i < manifest.clips().size(); i++) {
      var clip = new ClipManifest(manifest.file(), List.of(manifest.clips().get(i)));
      // The first model reads the file from disk, the second from memory, so they alternate.
      if (i % 2 == 0) {
        one.add(clip);
        other.add(clip);
      } else {
        other.add(clip);
        one.add(clip);
      }
      progress.accept(new Change(one.results.getLast(), other.results.getLast()));
    }
    return new Comparison(one.evaluation(), other.evaluation(), seed);
  }

  /** The results of one model so far. */
  private static final class Tally {
    private final Transcriber transcriber;
    private final Decoding decoding;
    private final List<ClipResult> results = new ArrayList<>();
    private Duration wall = Duration.ZERO;

    Tally(Transcriber transcriber, Decoding decoding) {
      this.transcriber = transcriber;
      this.decoding = decoding;
    }

    void add(ClipManifest clip) {
      wall = wall.plus(Evaluation.run(transcriber, decoding, clip, 1, results::add).wall());
    }

    Evaluation evaluation() {
      return new Evaluation(results, wall);
    }
  }

  private static List<?> clips(Evaluation evaluation) {
    return evaluation.results().stream().map(ClipResult::clip).toList();
  }

  /**
   * The difference of an error rate, second minus first model, in percentage points.
   *
   * @param points the measured difference
   * @param lower the lower end of the 95 % confidence interval
   * @param upper the upper end
   * @param pValue the probability of a difference at least as large if there is none, above 0 and
   *     at most 1
   */
  public record Difference(double points, double lower, double upper, double pValue) {}

  /** A clip for which the models gave different texts. */
  public record Change(ClipResult first, ClipResult second) {
    /** By how many word errors the second model is worse; negative if it is better. */
    public long moreErrors() {
      return second.words().errors() - first.words().errors();
    }
  }

  /** The difference in WER. */
  public Difference words() {
    return difference(Evaluation::words, ClipResult::words);
  }

  /** The difference in CER. */
  public Difference characters() {
    return difference(Evaluation::characters, ClipResult::characters);
  }

  private Difference difference(
      Function<Evaluation, ErrorRate> pooled, Function<ClipResult, ErrorRate> rate) {
    var bootstrap =
        PairedBootstrap.of(
            counts(first, clip -> rate.apply(clip).errors()),
            counts(second, clip -> rate.apply(clip).errors()),
            counts(first, clip -> rate.apply(clip).length()),
            seed);
    return new Difference(
        pooled.apply(second).percent() - pooled.apply(first).percent(),
        bootstrap.quantile(TAIL),
        bootstrap.quantile(1 - TAIL),
        bootstrap.pValue());
  }

  private static long[] counts(Evaluation evaluation, ToLongFunction<ClipResult> count) {
    return evaluation.results().stream().mapToLong(count).toArray();
  }

  /** The clips with different texts, those that became worst first. */
  public List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < first.results().size(); i++) {
      Change change = new Change(first.results().get(i), second.results().get(i));
      if (!change.first().hypothesis().equals(change.second().hypothesis())) {
        changes.add(change);
      }
    }
    changes.sort(Comparator.comparingLong(Change::moreErrors).reversed());
    return List.copyOf(changes);
  }
}
