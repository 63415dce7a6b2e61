// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.nghe.model.Logits;

/**
 * Forced CTC alignment: where in the sound given units most likely are (Viterbi over the states
 * blank, first unit, blank, …, last unit, blank). The blank between two units may be skipped,
 * unless they are equal.
 */
public final class Alignment {
  private static final byte STAY = 0;
  private static final byte FROM_BEFORE = 1;
  private static final byte PAST_BLANK = 2;

  private final Logits logits;
  private final int frames;
  private final int[] units;
  private final int[] near;
  private final int band;

  /** By frame: how its states were reached, from the first state in the band on. */
  private final byte[][] moves;

  private final int[] lowest;

  private Alignment(Logits logits, int[] units, int[] near, int band) {
    this.logits = logits;
    this.frames = logits.frames();
    this.units = units;
    this.near = near;
    this.band = band;
    this.moves = new byte[frames][];
    this.lowest = new int[frames];
  }

  /**
   * Aligns over all frames.
   *
   * @param units classes in their order, none of them the blank
   * @return a span for each unit: the frames that the best path gives it, and its mean posterior
   *     over them
   * @throws IllegalArgumentException if there are too few frames for the units
   */
  public static List<Span> of(Logits logits, int[] units) {
    return near(logits, units, new int[units.length], logits.frames());
  }

  /**
   * Aligns units whose positions are roughly known, in time and memory that grow with the frames
   * and the band alone.
   *
   * @param near the approximate first frame of each unit, ascending
   * @param band how far from there a unit may be, in frames
   */
  public static List<Span> near(Logits logits, int[] units, int[] near, int band) {
    return units.length == 0 ? List.of() : new Alignment(logits, units, near, band).align();
  }

  private List<Span> align() {
    int states = 2 * units.length + 1;
    double[] before = new double[states];
    double[] now = new double[states];
    Arrays.fill(before, LogMath.ZERO);
    Arrays.fill(now, LogMath.ZERO);
    int low = 0;
    int high = 0;
    for (int t = 0; t < frames; t++) {
      int oldLow = low;
      int oldHigh = high;
      while (last(low) < t) {
        low++;
      }
      while (high + 1 < states && first(high + 1) <= t) {
        high++;
      }
      lowest[t] = low;
      moves[t] = new byte[high - low + 1];
      for (int s = low; s <= high; s++) {
        now[s] = t == 0 ? begin(s) : reach(s, before, moves[t], s - low);
        now[s] += logits.at(t, label(s));
      }
      // The row after next is written into `before`: nothing of it may be left outside the band.
      Arrays.fill(before, oldLow, oldHigh + 1, LogMath.ZERO);
      double[] free = before;
      before = now;
      now = free;
    }
    int end = states - 1;
    if (before[end - 1] > before[end]) {
      end--;
    }
    if (before[end] == LogMath.ZERO) {
      throw new IllegalArgumentException(units.length + " units do not fit " + frames + " frames");
    }
    return spans(end);
  }

  private static double begin(int s) {
    return s < 2 ? 0 : LogMath.ZERO;
  }

  /** The best way to a state from the frame before. */
  private double reach(int s, double[] before, byte[] moves, int at) {
    double best = before[s];
    byte move = STAY;
    if (s > 0 && before[s - 1] > best) {
      best = before[s - 1];
      move = FROM_BEFORE;
    }
    if (s > 2 && isUnit(s) && label(s) != label(s - 2) && before[s - 2] > best) {
      best = before[s - 2];
      move = PAST_BLANK;
    }
    moves[at] = move;
    return best;
  }

  private static boolean isUnit(int s) {
    return s % 2 == 1;
  }

  private int label(int s) {
    return isUnit(s) ? units[s / 2] : logits.blank();
  }

  /** The first frame in which a state is possible; a blank is where the unit before it may be. */
  private int first(int s) {
    return s == 0 ? 0 : Math.max(0, near[(s - 1) / 2] - band);
  }

  /** The last frame in which a state is possible; a blank is where the unit after it may be. */
  private int last(int s) {
    return s == 2 * units.length ? frames - 1 : Math.min(frames - 1, near[s / 2] + band);
  }

  private List<Span> spans(int end) {
    List<Span> spans = new ArrayList<>(units.length);
    int s = end;
    int endFrame = frames;
    double probability = 0;
    for (int t = frames - 1; t >= 0; t--) {
      if (isUnit(s)) {
        probability += logits.posterior(t, label(s));
      }
      byte move = t == 0 ? FROM_BEFORE : moves[t][s - lowest[t]];
      if (move != STAY) {
        if (isUnit(s)) {
          spans.add(new Span(label(s), t, endFrame, Math.min(1, probability / (endFrame - t))));
        }
        probability = 0;
        endFrame = t;
        s -= move;
      }
    }
    return List.copyOf(spans.reversed());
  }
}
