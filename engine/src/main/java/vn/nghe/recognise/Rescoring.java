// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vn.nghe.decode.Hypothesis;
import vn.nghe.generate.Generation;
import vn.nghe.generate.PromptedSegment;
import vn.nghe.generate.TextScores;

/**
 * Lets the decoder choose from the best texts of a CTC search: the score of each is that of the
 * search plus the weighted logarithm of the probability that the decoder gives to it.
 *
 * @param segment what the decoder has heard
 * @param tokens the tokens of a text
 * @param text the text of a hypothesis
 * @param weight of the decoder
 */
record Rescoring(
    PromptedSegment segment,
    Function<String, int[]> tokens,
    Function<Hypothesis, String> text,
    double weight)
    implements PassDecoder.Order {
  /** Texts of an utterance from which the decoder chooses: more gain little. */
  private static final int TEXTS = 16;

  /** Less than any text has: what a text with a suppressed token gets. */
  private static final double IMPOSSIBLE = -1e6;

  /**
   * Orders one utterance after the other. The decoder hears all of them, so it reads each text
   * between the best ones of the other utterances.
   */
  @Override
  public List<List<Hypothesis>> of(List<List<Hypothesis>> found) {
    List<List<Hypothesis>> ordered = new ArrayList<>(found);
    for (int i = 0; i < ordered.size(); i++) {
      ordered.set(i, ordered(ordered, i));
    }
    return ordered;
  }

  private List<Hypothesis> ordered(List<List<Hypothesis>> utterances, int index) {
    Map<String, Hypothesis> candidates = new LinkedHashMap<>();
    for (Hypothesis hypothesis : utterances.get(index)) {
      if (candidates.size() < TEXTS) {
        candidates.putIfAbsent(text.apply(hypothesis), hypothesis);
      }
    }
    if (candidates.size() == 1) {
      return utterances.get(index);
    }
    List<int[]> texts =
        candidates.keySet().stream()
            .map(candidate -> tokens.apply(around(utterances, index, candidate)))
            .toList();
    List<Generation> scores = TextScores.of(segment, texts);
    List<Hypothesis> rescored = new ArrayList<>();
    int at = 0;
    for (Hypothesis hypothesis : candidates.values()) {
      double score = hypothesis.score() + weight * sum(scores.get(at++));
      rescored.add(
          new Hypothesis(hypothesis.units(), hypothesis.frames(), hypothesis.acoustic(), score));
    }
    rescored.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
    return List.copyOf(rescored);
  }

  /** The text of the whole segment with a candidate in its place. */
  private String around(List<List<Hypothesis>> utterances, int index, String candidate) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < utterances.size(); i++) {
      all.add(i == index ? candidate : text.apply(utterances.get(i).getFirst()));
    }
    return String.join(" ", all.stream().filter(part -> !part.isEmpty()).toList());
  }

  private static double sum(Generation text) {
    double sum = 0;
    for (double logProbability : text.logProbabilities()) {
      sum += Math.max(IMPOSSIBLE, logProbability);
    }
    return sum;
  }
}
