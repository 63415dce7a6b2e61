// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

/**
 * Tells speech from pauses, frame by frame, by the level of a frame relative to the frames around
 * it. A frame belongs to a pause when its smoothed level lies within {@value #HEIGHT} dB of the
 * noise floor, which is the quietest level nearby. Sound above that is quiet when it lies {@value
 * #DEPTH} dB or more below the loudest nearby, as a breath after a sentence does, and the other
 * party of a call.
 *
 * <p>In noise that leaves less room, either is the lower 1 - {@value #SHARE} of the range between
 * quietest and loudest. Where these are close to each other, as in noise or music that goes on and
 * on, nothing is a pause.
 *
 * <p>Use it for one recording and one thread.
 */
final class PauseDetector {
  /** Frames on either side over which the power is averaged: 140 ms in all, a syllable or less. */
  private static final int SMOOTHING = 3;

  /** Frames before a frame that it is compared with: 3 s, which no word outlasts. */
  private static final int BACK = 150;

  /**
   * dB above the noise floor up to which there is a pause. Half of the frames of a speaker in -30
   * dB of the other lie more than this above the floor of a quiet line.
   */
  private static final double HEIGHT = 13;

  /** dB below the loudest nearby from which on sound is quiet. */
  private static final double DEPTH = 20;

  /**
   * dB below the loudest nearby that the noise floor is at least taken to be at. Between digital
   * silence and speech there are breaths and clicks.
   */
  static final double MOST_RANGE = 55;

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

  /** What a frame belongs to. */
  enum Kind {
    PAUSE,

    /** Sound much below the loudest nearby. */
    QUIET,

    /** Sound that is not. */
    LOUD
  }

  /** Receives the decision on each frame, in order. */
  @FunctionalInterface
  interface Listener {
    /**
     * Receives the next frame.
     *
     * @param level its smoothed level in dB of full scale
     * @param kind what it belongs to
     */
    void frame(double level, Kind kind);
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
      double nearby = levels.at(i);
      loudest = Math.max(loudest, nearby);
      // Digital silence, as between joined files, says nothing about the noise of a recording.
      if (nearby >= SILENCE) {
        quietest = Math.min(quietest, nearby);
      }
    }
    double level = levels.at(decided);
    Kind kind = level < SILENCE ? Kind.PAUSE : kind(level, quietest, loudest);
    decided++;
    listener.frame(level, kind);
  }

  private static Kind kind(double level, double quietest, double loudest) {
    double range = loudest - quietest;
    if (range <= LEAST_RANGE) {
      return Kind.LOUD;
    }
    double floor = Math.max(quietest, loudest - MOST_RANGE);
    if (level - floor < Math.min(HEIGHT, (1 - SHARE) * range)) {
      return Kind.PAUSE;
    }
    return loudest - level > Math.min(DEPTH, SHARE * range) ? Kind.QUIET : Kind.LOUD;
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
