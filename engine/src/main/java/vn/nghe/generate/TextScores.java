// SPDX-License-Identifier: Apache-2.0
package vn.nghe.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.nghe.kernel.Matrix;
import vn.nghe.model.DecoderState;

/**
 * The probabilities that the decoder gives to known texts. All are computed in one step over the
 * tree of their tokens, each common beginning once.
 */
public final class TextScores {
  /** States whose logits are computed at a time: some megabytes of them. */
  private static final int ROWS = 16;

  private final PromptedSegment segment;

  /** By node of the tree and token that follows it: the node of that token. */
  private final Map<Integer, Map<Integer, Integer>> children = new HashMap<>();

  /** The nodes in the order in which they were added, the prompt's last token left out. */
  private final List<Integer> nodes = new ArrayList<>();

  /** By node and token that follows it: the logarithm of its probability. */
  private final Map<Integer, Map<Integer, Double>> logProbabilities = new HashMap<>();

  private TextScores(PromptedSegment segment) {
    this.segment = segment;
  }

  /**
   * Scores texts.
   *
   * @param texts tokens without prompt and end; what is beyond the decoder's positions is cut off
   * @return the same texts, with the probabilities of their tokens and of their end, and the mean
   *     of their logarithms as score
   */
  public static List<Generation> of(PromptedSegment segment, List<int[]> texts) {
    TextScores scores = new TextScores(segment);
    List<int[]> fitting =
        texts.stream()
            .map(text -> Arrays.copyOf(text, Math.min(text.length, segment.mostScored())))
            .toList();
    fitting.forEach(scores::add);
    scores.compute();
    return fitting.stream().map(scores::read).toList();
  }

  private void add(int[] text) {
    int node = segment.last();
    for (int token : text) {
      int parent = node;
      want(parent, token);
      node =
          children
              .computeIfAbsent(parent, _ -> new HashMap<>())
              .computeIfAbsent(token, _ -> addNode(token, parent));
    }
    want(node, segment.config().end());
  }

  private int addNode(int token, int parent) {
    int node = segment.state().add(token, parent);
    nodes.add(node);
    return node;
  }

  private void want(int node, int token) {
    logProbabilities.computeIfAbsent(node, _ -> new HashMap<>()).put(token, 0.0);
  }

  private void compute() {
    fill(segment.last(), segment.first());
    if (nodes.isEmpty()) {
      return;
    }
    Matrix states = segment.advance();
    for (int row = 0; row < nodes.size(); row += ROWS) {
      int count = Math.min(ROWS, nodes.size() - row);
      TokenScores[] scores = segment.scores(states.rows(row, count));
      for (int i = 0; i < count; i++) {
        fill(nodes.get(row + i), scores[i]);
      }
    }
    DecoderState state = segment.state();
    nodes.forEach(state::release);
  }

  private void fill(int node, TokenScores scores) {
    logProbabilities.get(node).replaceAll((token, _) -> scores.of(token));
  }

  private Generation read(int[] text) {
    double[] read = new double[text.length + 1];
    int node = segment.last();
    for (int i = 0; i < text.length; i++) {
      read[i] = logProbabilities.get(node).get(text[i]);
      node = children.get(node).get(text[i]);
    }
    read[text.length] = logProbabilities.get(node).get(segment.config().end());
    return new Generation(text, read, Arrays.stream(read).average().orElseThrow());
  }
}
