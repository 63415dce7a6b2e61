// SPDX-License-Identifier: Apache-2.0
package vn.nghe.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.nghe.decode.Span;

/**
 * When tokens were said, by the attention of the heads that follow the sound: dynamic time warping
 * of their weights, normalised over the tokens and smoothed over time, as Whisper does it.
 *
 * @see <a href="https://github.com/openai/whisper/blob/v20250625/whisper/timing.py">timing.py</a>
 */
public final class TokenTimes {
  /** Frames of the median that smooths the weights. */
  private static final int MEDIAN = 7;

  private TokenTimes() {}

  /**
   * Aligns a text with its segment.
   *
   * @param text its tokens follow each other without a gap; what is silent belongs to the token
   *     before
   * @param frames of sound, without the silence that was appended
   * @return a span for each token, with its probability
   */
  public static List<Span> of(PromptedSegment segment, Generation text, int frames) {
    if (text.tokens().length == 0) {
      return List.of();
    }
    double[][] weights = segment.alignment(text.tokens(), Math.max(1, frames));
    int[] starts = starts(weights);
    List<Span> spans = new ArrayList<>(text.tokens().length);
    for (int i = 0; i < text.tokens().length; i++) {
      double probability = Math.min(1, Math.exp(text.logProbabilities()[i]));
      spans.add(new Span(text.tokens()[i], starts[i], starts[i + 1], probability));
    }
    return List.copyOf(spans);
  }

  /** Normalises the weights of one head over its tokens, frame by frame, and smooths them. */
  static void normalise(double[][] weights) {
    int frames = weights[0].length;
    for (int frame = 0; frame < frames; frame++) {
      double mean = 0;
      for (double[] token : weights) {
        mean += token[frame] / weights.length;
      }
      double variance = 0;
      for (double[] token : weights) {
        variance += (token[frame] - mean) * (token[frame] - mean) / weights.length;
      }
      // Where all are equal, no token is more likely than another.
      double scale = variance == 0 ? 0 : 1 / Math.sqrt(variance);
      for (double[] token : weights) {
        token[frame] = (token[frame] - mean) * scale;
      }
    }
    for (int token = 0; token < weights.length; token++) {
      weights[token] = smoothed(weights[token]);
    }
  }

  /** The running median; the edges are mirrored. */
  private static double[] smoothed(double[] values) {
    int reach = MEDIAN / 2;
    if (values.length <= reach) {
      return values;
    }
    double[] smoothed = new double[values.length];
    double[] window = new double[MEDIAN];
    for (int i = 0; i < values.length; i++) {
      for (int k = -reach; k <= reach; k++) {
        int at = Math.abs(i + k);
        window[k + reach] = values[at < values.length ? at : 2 * (values.length - 1) - at];
      }
      Arrays.sort(window);
      smoothed[i] = window[reach];
    }
    return smoothed;
  }

  /** The frame in which the best monotonic path enters each row. */
  private static int[] starts(double[][] weights) {
    int rows = weights.length;
    int frames = weights[0].length;
    byte[][] moves = new byte[rows + 1][frames + 1];
    double[] before = new double[frames + 1];
    Arrays.fill(before, Double.POSITIVE_INFINITY);
    before[0] = 0;
    for (int row = 1; row <= rows; row++) {
      double[] now = new double[frames + 1];
      now[0] = Double.POSITIVE_INFINITY;
      for (int frame = 1; frame <= frames; frame++) {
        double both = before[frame - 1];
        double nextRow = before[frame];
        double nextFrame = now[frame - 1];
        double best;
        if (both < nextRow && both < nextFrame) {
          best = both;
        } else if (nextRow < both && nextRow < nextFrame) {
          best = nextRow;
          moves[row][frame] = 1;
        } else {
          best = nextFrame;
          moves[row][frame] = 2;
        }
        now[frame] = best - weights[row - 1][frame - 1];
      }
      before = now;
    }
    int[] starts = new int[rows];
    int frame = frames;
    for (int row = rows; row > 0; ) {
      starts[row - 1] = Math.max(0, frame - 1);
      byte move = frame == 0 ? 1 : moves[row][frame];
      row -= move == 2 ? 0 : 1;
      frame -= move == 1 ? 0 : 1;
    }
    return starts;
  }
}
