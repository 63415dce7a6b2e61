// SPDX-License-Identifier: Apache-2.0
package vn.nghe.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import vn.nghe.kernel.Matrix;
import vn.nghe.model.DecoderState;

/**
 * Beam search over tokens. Its rules are those of transformers with a length penalty of 1: a text
 * is ranked by the mean of the logarithms of its tokens' probabilities, the end's included; an end
 * counts if it is among the best {@code width} continuations; the search stops when no open text
 * could, by its mean so far, still enter the list of ended ones.
 */
public final class BeamSearch {
  private final PromptedSegment segment;
  private final int width;
  private final int most;
  private final int end;
  private List<Open> open;
  private final List<Generation> ended = new ArrayList<>();

  /** A text that goes on. */
  private record Open(int node, Tokens tokens, double sum) {}

  /** Tokens from the last to the first; hypotheses share what they have in common. */
  private record Tokens(int token, double logProbability, Tokens before, int count) {
    static final Tokens NONE = new Tokens(-1, 0, null, 0);

    Tokens with(int token, double logProbability) {
      return new Tokens(token, logProbability, this, count + 1);
    }
  }

  /** One more token for an open text. */
  private record Candidate(int parent, int token, double logProbability, double sum) {}

  private BeamSearch(PromptedSegment segment, int width) {
    this.segment = segment;
    this.width = width;
    this.most = segment.mostTokens();
    this.end = segment.config().end();
    this.open = List.of(new Open(segment.last(), Tokens.NONE, 0));
  }

  /**
   * Searches.
   *
   * @param width how many texts are kept from token to token, at least 1
   * @return at most {@code width} texts, the best first; never empty
   */
  public static List<Generation> search(PromptedSegment segment, int width) {
    BeamSearch search = new BeamSearch(segment, width);
    search.step(new TokenScores[] {segment.first()}, 1);
    for (int length = 2; length <= search.most && search.canImprove(length - 1); length++) {
      search.step(search.advance(), length);
    }
    search.releaseOpen();
    return List.copyOf(search.ended);
  }

  /** Computes what follows the open texts. */
  private TokenScores[] advance() {
    DecoderState state = segment.state();
    List<Open> added = new ArrayList<>(open.size());
    for (Open text : open) {
      added.add(new Open(state.add(text.tokens().token(), text.node()), text.tokens(), text.sum()));
    }
    releaseOpen();
    open = added;
    Matrix states = segment.advance();
    return segment.scores(states);
  }

  private void releaseOpen() {
    for (Open text : open) {
      segment.release(text.node());
    }
  }

  /** Continues the open texts by one token. */
  private void step(TokenScores[] scores, int length) {
    List<Candidate> best = best(scores);
    List<Open> next = new ArrayList<>(width);
    for (int rank = 0; rank < best.size(); rank++) {
      Candidate candidate = best.get(rank);
      Open parent = open.get(candidate.parent());
      boolean ends = candidate.token() == end;
      if ((ends || length == most) && rank < width) {
        end(parent, candidate, ends, length);
      }
      if (!ends && length < most && next.size() < width) {
        next.add(
            new Open(
                parent.node(),
                parent.tokens().with(candidate.token(), candidate.logProbability()),
                candidate.sum()));
      }
    }
    for (Open text : next) {
      segment.hold(text.node());
    }
    releaseOpen();
    open = next;
    ended.sort(Comparator.comparingDouble(Generation::score).reversed());
    if (ended.size() > width) {
      ended.subList(width, ended.size()).clear();
    }
  }

  private void end(Open parent, Candidate candidate, boolean ends, int length) {
    Tokens last = parent.tokens().with(candidate.token(), candidate.logProbability());
    int[] tokens = new int[length];
    double[] logProbabilities = new double[length];
    Tokens token = last;
    for (int i = length - 1; i >= 0; i--, token = token.before()) {
      tokens[i] = token.token();
      logProbabilities[i] = token.logProbability();
    }
    ended.add(
        new Generation(
            ends ? Arrays.copyOf(tokens, length - 1) : tokens,
            logProbabilities,
            candidate.sum() / length));
  }

  /** Whether an open text of {@code length} tokens may still be among the best. */
  private boolean canImprove(int length) {
    if (open.isEmpty()) {
      return false;
    }
    return ended.size() < width || open.getFirst().sum() / length > ended.getLast().score();
  }

  /** The best continuations, twice as many as the beam is wide: half of them may be ends. */
  private List<Candidate> best(TokenScores[] scores) {
    int most = 2 * width;
    List<Candidate> best = new ArrayList<>(most + 1);
    for (int parent = 0; parent < scores.length; parent++) {
      TokenScores next = scores[parent];
      double sum = open.get(parent).sum();
      double least = best.size() < most ? Double.NEGATIVE_INFINITY : best.getLast().sum();
      for (int token = 0; token < next.count(); token++) {
        double logProbability = next.of(token);
        if (sum + logProbability > least) {
          insert(best, new Candidate(parent, token, logProbability, sum + logProbability), most);
          least = best.size() < most ? Double.NEGATIVE_INFINITY : best.getLast().sum();
        }
      }
    }
    return best;
  }

  /** Keeps the list sorted; of equal candidates that which came first stays before. */
  private static void insert(List<Candidate> best, Candidate candidate, int most) {
    int at = best.size();
    while (at > 0 && best.get(at - 1).sum() < candidate.sum()) {
      at--;
    }
    best.add(at, candidate);
    if (best.size() > most) {
      best.removeLast();
    }
  }
}
