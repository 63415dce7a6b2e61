// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

/**
 * Tells speech from pauses by the level of a frame relative to the frames around it. A frame
 * belongs to a pause when its smoothed level lies well below the loudest nearby, where "well" is
 * {@value #DEPTH} dB, or {@value #SHARE} of the way down to the quietest nearby where that is less:
 * so a pause in a noisy room counts as one, and a whisper after a shout does not. Where loudest and
 * quietest are close to each other, as in noise or music that goes on and on, nothing is a pause.
 *
 * <p>Use it for one recording and one thread.
 */
final class PauseDetector {
  /** Frames on either side over which the power is averaged: 140 ms in all, a syllable or less. */
  private static final int SMOOTHING = 3;

  /** Frames before a frame that it is compared with: 3 s, which no word outlasts. */
  private static final int BACK = 150;

  private static final double DEPTH = 20;

  /**
   * On joined training clips (350 of Common Voice, faster, with pink noise at 8 dB, and a language
   * model without their sentences) the word error rate is 44.3 at 0.4, 43.3 at 0.5 and 42.9 at 0.6
   * on the best path and 29.1, 27.2 and 26.4 with the language model: what is less deep in noise is
   * often a soft syllable, and a sentence that is cut there loses its context.
   */
  private static final double SHARE = 0.6;

  /** Less than this between loudest and quietest, in dB, is no speech with a pause in it. */
  private static final double LEAST_RANGE = 10;

  /** dB of full scale below which there is nothing at all: the last bit of 16 is at -96. */
  private static final double SILENCE = -90;

  /** Keeps the logarithm of nothing finite. */
  private static final double LEAST_POWER = 1e-12;

  /** Receives the decision on each frame, in order. */
  @FunctionalInterface
  interface Listener {
    /**
     * Receives the next frame.
     *
     * @param level its smoothed level in dB of full scale
     * @param pauses whether it belongs to a pause
     */
    void frame(double level, boolean pauses);
  }

  private final Listener listener;
  private final Ring powers = new Ring(2 * SMOOTHING + 1);
  private final Ring levels;
  private final int ahead;
  private long decided;

  /**
   * @param ahead frames after a frame that it is compared with, too, which is how long a decision
   *     waits
   */
  PauseDetector(int ahead, Listener listener) {
    this.ahead = ahead;
    this.levels = new Ring(BACK + 1 + ahead);
    this.listener = listener;
  }

  /**
   * Adds the next frame. The listener receives its decision some frames later.
   *
   * @param power mean square of its samples
   */
  void accept(double power) {
    powers.add(power);
    if (powers.count() > SMOOTHING) {
      level(powers.count() - 1 - SMOOTHING);
    }
  }

  /** Decides the remaining frames. */
  void finish() {
    for (long frame = levels.count(); frame < powers.count(); frame++) {
      level(frame);
    }
    while (decided < levels.count()) {
      decide();
    }
  }

  private void level(long frame) {
    long first = Math.max(0, frame - SMOOTHING);
    long end = Math.min(powers.count(), frame + SMOOTHING + 1);
    double sum = 0;
    for (long i = first; i < end; i++) {
      sum += powers.at(i);
    }
    levels.add(10 * Math.log10(sum / (end - first) + LEAST_POWER));
    if (levels.count() - decided > ahead) {
      decide();
    }
  }

  private void decide() {
    double loudest = Double.NEGATIVE_INFINITY;
    double quietest = Double.POSITIVE_INFINITY;
    long end = Math.min(levels.count(), decided + ahead + 1);
    for (long i = Math.max(0, decided - BACK); i < end; i++) {
      loudest = Math.max(loudest, levels.at(i));
      quietest = Math.min(quietest, levels.at(i));
    }
    double level = levels.at(decided);
    double range = loudest - quietest;
    boolean deep = range > LEAST_RANGE && loudest - level > Math.min(DEPTH, SHARE * range);
    decided++;
    listener.frame(level, deep || level < SILENCE);
  }

  /** The last values of a sequence, by their index in all of it. */
  private static final class Ring {
    private final double[] values;
    private long count;

    Ring(int capacity) {
      values = new double[capacity];
    }

    long count() {
      return count;
    }

    void add(double value) {
      values[(int) (count++ % values.length)] = value;
    }

    double at(long index) {
      return values[(int) (index % values.length)];
    }
  }
}
