// SPDX-License-Identifier: Apache-2.0
package vn.nghe.generate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import vn.nghe.kernel.LogSumExp;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;
import vn.nghe.model.DecoderConfig;
import vn.nghe.model.DecoderState;
import vn.nghe.model.TextDecoder;

/**
 * One segment whose sound and prompt the decoder has seen: where every search begins. The text of
 * segments before is never part of the prompt, so what a segment says does not depend on them. For
 * one thread at a time.
 */
public final class PromptedSegment {
  private final Workers workers;
  private final TextDecoder decoder;
  private final DecoderState state;
  private final BitSet suppressed;
  private final BitSet firstSuppressed;
  private final int last;
  private final int most;
  private final double noSpeech;
  private float[] buffer = new float[0];
  private final TokenScores first;

  /**
   * Begins a segment.
   *
   * @param state forgets the segment before
   * @param encoded [frames, width], the output of the encoder
   * @param most tokens of a text, at least 1: a search that has found no end stops there
   */
  public PromptedSegment(
      Workers workers, TextDecoder decoder, DecoderState state, Matrix encoded, int most) {
    this.workers = workers;
    this.decoder = decoder;
    this.state = state;
    DecoderConfig config = decoder.config();
    this.most = Math.min(most, mostScored());
    this.suppressed = set(config.suppressed());
    this.firstSuppressed = set(config.firstSuppressed());
    firstSuppressed.or(suppressed);
    decoder.begin(workers, state, encoded);
    int node = DecoderState.NONE;
    for (int token : config.prompt()) {
      node = state.add(token, node);
    }
    this.last = node;
    Matrix states = decoder.advance(workers, state);
    Matrix start = logits(states.rows(0, 1));
    this.noSpeech =
        Math.exp(start.data()[start.at(0) + config.noSpeech()] - LogSumExp.of(start, 0));
    this.first = TokenScores.copyOf(logits(states.rows(states.rows() - 1, 1)), 0, firstSuppressed);
  }

  private static BitSet set(List<Integer> tokens) {
    BitSet set = new BitSet();
    tokens.forEach(set::set);
    return set;
  }

  /** The probability that nobody speaks, by the token that Whisper has for it. */
  public double noSpeech() {
    return noSpeech;
  }

  /** The decoder's sizes and special tokens. */
  DecoderConfig config() {
    return decoder.config();
  }

  /** The last token of the prompt, which every text follows. */
  int last() {
    return last;
  }

  DecoderState state() {
    return state;
  }

  /** Keeps a token of a text for one more use; the prompt stays anyway. */
  void hold(int node) {
    if (node != last) {
      state.hold(node);
    }
  }

  /** Gives up one use of a token of a text; the prompt stays. */
  void release(int node) {
    if (node != last) {
      state.release(node);
    }
  }

  /** The most tokens of a text that a search finds. */
  int mostTokens() {
    return most;
  }

  /** The most tokens of a text that the decoder has positions for. */
  int mostScored() {
    return decoder.config().positions() - decoder.config().prompt().size();
  }

  /** What may begin a text. */
  TokenScores first() {
    return first;
  }

  /** Computes the tokens that were added to the state. */
  Matrix advance() {
    return decoder.advance(workers, state);
  }

  /**
   * The scores of what follows some tokens.
   *
   * @param states rows of what {@link #advance} returned
   * @return one for each, valid until the next call
   */
  TokenScores[] scores(Matrix states) {
    Matrix logits = logits(states);
    TokenScores[] scores = new TokenScores[states.rows()];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = new TokenScores(logits, row, suppressed);
    }
    return scores;
  }

  /**
   * How strongly the alignment heads attend to the sound before each token of a text and before its
   * end.
   *
   * @param frames the first of them, which have sound
   * @return [tokens + 1, frames], the mean of the normalised heads
   */
  double[][] alignment(int[] tokens, int frames) {
    List<List<Integer>> heads = config().alignmentHeads();
    int before = config().prompt().size() - 1;
    int count = Math.min(frames, state.frames());
    double[][][] weights = new double[heads.size()][tokens.length + 1][count];
    List<Integer> nodes = new ArrayList<>();
    for (int token : config().prompt()) {
      nodes.add(state.add(token, nodes.isEmpty() ? DecoderState.NONE : nodes.getLast()));
    }
    for (int token : tokens) {
      nodes.add(state.add(token, nodes.getLast()));
    }
    decoder.advance(
        workers,
        state,
        (layer, head, token, attention, all, total) -> {
          int index = heads.indexOf(List.of(layer, head));
          if (index >= 0 && token >= before) {
            for (int frame = 0; frame < count; frame++) {
              weights[index][token - before][frame] = attention[frame] / total;
            }
          }
        });
    nodes.forEach(state::release);
    double[][] mean = new double[tokens.length + 1][count];
    for (double[][] head : weights) {
      TokenTimes.normalise(head);
      for (int token = 0; token < mean.length; token++) {
        for (int frame = 0; frame < count; frame++) {
          mean[token][frame] += head[token][frame] / heads.size();
        }
      }
    }
    return mean;
  }

  private Matrix logits(Matrix states) {
    int tokens = decoder.config().tokens();
    if (buffer.length < states.rows() * tokens) {
      buffer = new float[states.rows() * tokens];
    }
    Matrix logits = Matrix.of(buffer, states.rows(), tokens);
    decoder.logits(workers, states, logits);
    return logits;
  }
}
