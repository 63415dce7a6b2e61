// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import vn.nghe.model.Logits;

/**
 * CTC prefix beam search (Graves and Jaitly, Towards End-to-End Speech Recognition with Recurrent
 * Neural Networks, ICML 2014; Hannun et al., First-Pass Large Vocabulary Continuous Speech
 * Recognition using Bi-Directional Recurrent DNNs, 2014). A hypothesis is a sequence of units, and
 * its probability the sum over all alignments, kept apart by whether they end in the blank: only
 * after a blank can the same unit come once more.
 *
 * <p>One instance decodes one recording.
 */
public final class PrefixBeam {
  private final TextScorer scorer;
  private final Pruning pruning;
  private final FramePosteriors posteriors;
  private final TextState state = new TextState();
  private final Candidates candidates = new Candidates();
  private final PrefixTree tree;

  /** The hypotheses: prefixes and the logarithms of their alignments, by whether blank is last. */
  private int[] nodes = {PrefixTree.ROOT};

  private double[] blank = {0};
  private double[] nonBlank = {LogMath.ZERO};
  private int count = 1;

  /** Candidates as sortable numbers. */
  private long[] ranked = new long[0];

  private PrefixBeam(Logits logits, TextScorer scorer, Pruning pruning) {
    this.scorer = scorer;
    this.pruning = pruning;
    this.posteriors = new FramePosteriors(logits.classes(), logits.blank(), pruning);
    scorer.begin(state);
    this.tree = new PrefixTree(state);
  }

  /**
   * Searches.
   *
   * @param scorer scores units as text
   * @param width how many hypotheses are kept from frame to frame, at least 1
   * @return the hypotheses at the end, the best first; never empty
   */
  public static List<Hypothesis> search(Logits logits, TextScorer scorer, int width) {
    return search(logits, scorer, Pruning.ofWidth(width));
  }

  static List<Hypothesis> search(Logits logits, TextScorer scorer, Pruning pruning) {
    PrefixBeam beam = new PrefixBeam(logits, scorer, pruning);
    for (int frame = 0; frame < logits.frames(); frame++) {
      beam.add(frame, logits);
    }
    return beam.end();
  }

  private void add(int frame, Logits logits) {
    posteriors.read(logits, frame);
    tree.reserve(mostSurvivors(), nodes, count);
    candidates.clear(tree.capacity());
    boolean onlyBlank = posteriors.isCertainlyBlank();
    for (int i = 0; i < count; i++) {
      stay(i, onlyBlank);
    }
    if (!onlyBlank) {
      for (int i = 0; i < count; i++) {
        extend(i);
      }
    }
    select(frame);
  }

  private int mostSurvivors() {
    return (int) Math.min(pruning.width(), (1L + posteriors.count()) * count);
  }

  /** The prefix stays as it is: the frame is blank, or repeats its last unit. */
  private void stay(int i, boolean onlyBlank) {
    int node = nodes[i];
    int slot = candidates.slot(node, tree.score(node));
    candidates.blank[slot] = LogMath.add(blank[i], nonBlank[i]) + posteriors.blank();
    if (!onlyBlank && node != PrefixTree.ROOT) {
      candidates.nonBlank[slot] =
          LogMath.add(candidates.nonBlank[slot], nonBlank[i] + posteriors.of(tree.unit(node)));
    }
  }

  private void extend(int i) {
    int node = nodes[i];
    double all = LogMath.add(blank[i], nonBlank[i]);
    for (int k = 0; k < posteriors.count(); k++) {
      int unit = posteriors.unit(k);
      double before = unit == tree.unit(node) ? blank[i] : all;
      if (before == LogMath.ZERO) {
        continue;
      }
      int slot = slot(node, unit);
      candidates.nonBlank[slot] =
          LogMath.add(candidates.nonBlank[slot], before + posteriors.of(unit));
    }
  }

  private int slot(int node, int unit) {
    int child = tree.child(node, unit);
    if (child != PrefixTree.NONE) {
      return candidates.slot(child, tree.score(child));
    }
    tree.read(node, state);
    scorer.add(state, unit);
    return candidates.newSlot(node, unit, state);
  }

  /** Keeps the best candidates. Of equal ones that which came first stays. */
  private void select(int frame) {
    int all = candidates.count();
    if (ranked.length < all) {
      ranked = new long[2 * all];
    }
    float best = Float.NEGATIVE_INFINITY;
    for (int c = 0; c < all; c++) {
      float value = (float) value(c);
      best = Math.max(best, value);
      ranked[c] = ((long) sortable(value) << Integer.SIZE) | c;
    }
    int least = sortable((float) (best - pruning.beam()));
    int kept = 0;
    for (int c = 0; c < all; c++) {
      if ((int) (ranked[c] >> Integer.SIZE) <= least) {
        ranked[kept++] = ranked[c];
      }
    }
    if (kept > pruning.width()) {
      Arrays.sort(ranked, 0, kept);
      kept = pruning.width();
    }
    take(frame, kept);
  }

  private void take(int frame, int kept) {
    if (nodes.length < kept) {
      nodes = new int[2 * kept];
      blank = new double[2 * kept];
      nonBlank = new double[2 * kept];
    }
    for (int i = 0; i < kept; i++) {
      int c = (int) ranked[i];
      blank[i] = candidates.blank[c];
      nonBlank[i] = candidates.nonBlank[c];
      nodes[i] = candidates.node[c];
      if (nodes[i] == PrefixTree.NONE) {
        candidates.read(c, state);
        nodes[i] = tree.add(candidates.parent[c], candidates.unit[c], frame, state);
      }
    }
    count = kept;
  }

  private double value(int c) {
    return LogMath.add(candidates.blank[c], candidates.nonBlank[c]) + candidates.score[c];
  }

  /** An integer that is the smaller the greater {@code value} is. */
  private static int sortable(float value) {
    int bits = Float.floatToIntBits(value);
    return ~(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
  }

  /** Ends the text: all hypotheses, the best first. */
  private List<Hypothesis> end() {
    List<Hypothesis> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double acoustic = LogMath.add(blank[i], nonBlank[i]);
      tree.read(nodes[i], state);
      scorer.end(state);
      all.add(hypothesis(nodes[i], acoustic, acoustic + state.score));
    }
    all.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
    return all;
  }

  private Hypothesis hypothesis(int node, double acoustic, double score) {
    int length = 0;
    for (int n = node; n != PrefixTree.ROOT; n = tree.parent(n)) {
      length++;
    }
    int[] units = new int[length];
    int[] frames = new int[length];
    for (int n = node; n != PrefixTree.ROOT; n = tree.parent(n)) {
      length--;
      units[length] = tree.unit(n);
      frames[length] = tree.frame(n);
    }
    return new Hypothesis(units, frames, acoustic, score);
  }
}
